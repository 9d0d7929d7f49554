import { definePlugin } from "@instar/kernel";
import { AgentTools, defineTool } from "@instar/kernel/contracts";
import { z } from "zod";
import { __pascal__Error } from "./errors.ts";

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
