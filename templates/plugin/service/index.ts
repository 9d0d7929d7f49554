import { definePlugin } from "@instar/kernel";
import { z } from "zod";
import { __pascal__ } from "./contract.ts";

export { __pascal__ } from "./contract.ts";

/** Provides a glossary. What `provides` names, `setup` returns. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({
    entries: z.record(z.string(), z.string()).default({ instar: "a stage between two moults" }).describe("words, and what they mean"),
  }),
  provides: __pascal__,
  setup({ options }) {
    const meanings = new Map(Object.entries(options.entries).map(([word, meaning]) => [word.toLowerCase(), meaning]));
    return {
      explain: async (word) => meanings.get(word.toLowerCase()),
      words: async () => [...meanings.keys()].sort(),
    };
  },
});
