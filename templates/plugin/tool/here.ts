import { AgentTools } from "@instar/kernel/contracts";
import { definePlugin } from "instar";
import { z } from "zod";

const input = z.object({ zone: z.string().describe("an IANA time zone, as Europe/Oslo") });

/** A tool that the agent can use: tells the time anywhere. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute, clock }) {
    contribute(AgentTools, {
      name: "__snake__",
      description: "Tells the date and the time in a time zone.",
      input,
      readOnly: true,
      run: async ({ zone }: z.infer<typeof input>) => new Date(clock.now()).toLocaleString("en-GB", { timeZone: zone }),
    });
  },
});
