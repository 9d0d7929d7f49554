import { definePlugin } from "@instar/kernel";
import { AgentTools, Store } from "@instar/kernel/contracts";
import { z } from "zod";

const input = z.strictObject({
  what: z.string().min(1).max(100).describe("what is counted, such as coffee"),
  by: z.int().default(1).describe("how many more; 0 only looks"),
});

/** Counts things for the agent, over restarts. */
export default definePlugin({
  api: 1,
  name: "tally",
  needs: { store: Store },
  setup({ services, contribute }) {
    const counts = services.store.records("counts", { version: 1, schema: z.int() });
    contribute(AgentTools, {
      name: "tally",
      description: "Counts things: adds to a count and says how many there are now.",
      input,
      async run({ what, by }: z.output<typeof input>) {
        const now = by === 0 ? (await counts.get(what))?.value : await counts.update(what, (count) => (count ?? 0) + by);
        return `${what}: ${now ?? 0}`;
      },
    });
  },
});
