import { defineErrors, definePlugin } from "@instar/kernel";
import { AgentTools, defineTool } from "@instar/kernel/contracts";
import { z } from "zod";

/** An agent that used the tool wrongly reads both sentences, so that its next try is better. */
const __pascal__Error = defineErrors("__constant__", {
  NO_SUCH_ZONE: (zone: string) => ({ message: `There is no time zone "${zone}".`, hint: "Name one as the IANA does, such as Europe/Oslo." }),
});

/** Gives the agent a tool that tells the time anywhere. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({
    locale: z.string().default("en-GB").describe("how the time is written, as a BCP 47 language tag"),
  }),
  setup({ options, contribute, clock }) {
    const tool = defineTool({
      name: "__snake__",
      description: "Tells the date and the time in a time zone.",
      input: z.object({ zone: z.string().describe("an IANA time zone, as Europe/Oslo") }),
      readOnly: true,
      async run({ zone }) {
        if (!Intl.supportedValuesOf("timeZone").includes(zone)) throw __pascal__Error.NO_SUCH_ZONE(zone);
        return new Intl.DateTimeFormat(options.locale, { dateStyle: "full", timeStyle: "short", timeZone: zone }).format(clock.now());
      },
    });
    contribute(AgentTools, tool);
  },
});
