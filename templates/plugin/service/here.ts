import { ChatCommands } from "@instar/kernel/contracts";
import { definePlugin, service } from "instar";

/** What words mean in this house. Other plugins name the token in `needs: { known: __pascal__ }`, and never who provides it. */
export interface __pascal__ {
  explain(word: string): Promise<string | undefined>;
}
export const __pascal__ = service<__pascal__>("__name__");

const meanings = new Map([["instar", "a stage between two moults"]]);

/** Provides it, and lets people ask: `/__name__ instar`. */
export default definePlugin({
  api: 1,
  name: "__name__",
  provides: __pascal__,
  setup({ contribute }) {
    const explain = async (word: string) => meanings.get(word.toLowerCase());
    const run = async ({ words }: { words: string }) => (await explain(words)) ?? `Nobody has explained "${words}".`;
    contribute(ChatCommands, { name: "__name__", summary: "says what a word means", access: "known", run });
    return { explain };
  },
});
