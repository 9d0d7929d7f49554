import { definePlugin } from "@instar/kernel";
import { ChatCommands } from "@instar/kernel/contracts";
import { z } from "zod";
import { __pascal__ } from "./contract.ts";

export { __pascal__ } from "./contract.ts";

/** Greets: `instar __name__ ada` in a terminal (see src/commands), `/__name__ ada` in a conversation. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({ greeting: z.string().min(1).default("Hello").describe("what it says before the name") }),
  provides: __pascal__,
  setup({ options, contribute }) {
    const greet = async (who: string) => `${options.greeting}, ${who}!`;
    contribute(ChatCommands, {
      name: "__name__",
      summary: "greets somebody",
      access: "known",
      run: ({ words, from }) => greet(words || (from.name ?? from.id)),
    });
    return { greet };
  },
});
