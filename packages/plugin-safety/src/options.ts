import { z } from "zod";

/** What the agent is kept from, and how. */
export const safetyOptions = z.strictObject({
  level: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe("What happens to a risky command. 1: the owner is asked. 2: it is denied once with a checklist, and the same command may then run."),
  audit: z
    .strictObject({
      keepDays: z.int().min(1).optional().describe("How many days the audit is kept; absent: nothing of it is ever removed."),
    })
    .default({})
    .describe("The journal of every decision."),
});

export type SafetyOptions = z.output<typeof safetyOptions>;
