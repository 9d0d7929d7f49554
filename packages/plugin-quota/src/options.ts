import { z } from "zod";

const isTimezone = (name: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // The platform does not know it: that is what is asked.
    return false;
  }
};

const whose = z.string().min(1).optional();

const budget = z
  .strictObject({
    name: z.string().min(1).max(80).optional(),
    per: z.enum(["5h", "day", "week", "month"]),
    usd: z.number().positive().optional(),
    tokens: z.number().positive().optional(),
    of: z
      .strictObject({ job: whose, conversation: whose, person: whose, plugin: whose, model: whose, purpose: z.enum(["person", "job", "agent"]).optional() })
      .refine((of) => Object.values(of).some((value) => value !== undefined), "Name what it is for, or leave `of` out for all.")
      .optional(),
  })
  .refine(({ usd, tokens }) => usd !== undefined || tokens !== undefined, "A budget has `usd`, `tokens` or both.");

export const quotaOptions = z.strictObject({
  /** What may be used in a time: in US dollars, in tokens, of everything or of some. Without any, everything is counted and nothing is denied. */
  budgets: z
    .array(budget)
    .max(50)
    .default([])
    .describe("What may be used in a time: in US dollars, in tokens, of everything or of some. Without any, everything is counted and nothing is denied."),
  /** Whose days, weeks and months they are, such as "Europe/Berlin"; default: this machine's. */
  timezone: z
    .string()
    .refine(isTimezone, "No such time zone.")
    .optional()
    .describe('Whose days, weeks and months they are, such as "Europe/Berlin"; default: this machine\'s.'),
  /** For how many days single entries, and whose session each was, are kept (1–3,650); the sums of each day stay for three years. */
  keepDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(35)
    .describe("For how many days single entries, and whose session each was, are kept (1–3,650); the sums of each day stay for three years."),
  /** Which use beside the house's own sessions is counted, from what the agents' programs recorded: in this folder and below, everywhere on this machine, or none. */
  outside: z
    .enum(["project", "all", "none"])
    .default("project")
    .describe(
      "Which use beside the house's own sessions is counted, from what the agents' programs recorded: in this folder and below, everywhere on this machine, or none.",
    ),
});

export type QuotaOptions = z.output<typeof quotaOptions>;
export type BudgetOption = QuotaOptions["budgets"][number];
