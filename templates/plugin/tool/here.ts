import { AgentTools, defineTool } from "@instar/kernel/contracts";
import { definePlugin } from "instar";
import { z } from "zod";

/** A tool that the agent can use: tells the time anywhere. */
export default definePlugin({
  api: 1,
  name: "__name__",
  setup({ contribute, clock }) {
    const tool = defineTool({
      name: "__snake__",
      description: "Tells the date and the time in a time zone.",
      input: z.object({ zone: z.string().describe("an IANA time zone, as Europe/Oslo") }),
      readOnly: true,
      run: async ({ zone }) => new Date(clock.now()).toLocaleString("en-GB", { timeZone: zone }),
    });
    contribute(AgentTools, tool);
  },
});
