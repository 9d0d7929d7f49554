import { definePlugin } from "@instar/kernel";
import { AgentTools, defineTool, Store } from "@instar/kernel/contracts";
import { z } from "zod";

/** Counts things for the agent, over restarts. */
export default definePlugin({
  api: 1,
  name: "tally",
  needs: { store: Store },
  setup({ services, contribute }) {
    const counts = services.store.records("counts", { version: 1, schema: z.int() });
    const tally = defineTool({
      name: "tally",
      description: "Counts things: adds to a count and says how many there are now.",
      input: z.strictObject({
        what: z.string().min(1).max(100).describe("what is counted, such as coffee"),
        by: z.int().default(1).describe("how many more; 0 only looks"),
      }),
      async run({ what, by }) {
        const now = by === 0 ? (await counts.get(what))?.value : await counts.update(what, (count) => (count ?? 0) + by);
        return `${what}: ${now ?? 0}`;
      },
    });
    contribute(AgentTools, tally);
  },
});
