import { z } from "zod";

export const eventsOptions = z.strictObject({
  /** How long events are kept, in days (1–3,650). */
  keepDays: z.int().min(1).max(3_650).default(30).describe("How long events are kept, in days (1–3,650)."),
  /** How many events are kept at most; the oldest go first. */
  maxEvents: z.int().min(100).max(10_000_000).default(200_000).describe("How many events are kept at most; the oldest go first."),
  /** How much room they may take, in MB (0.1–10,000): an estimate from the size of each event as it is stored. The oldest go first. */
  maxMegabytes: z
    .number()
    .min(0.1)
    .max(10_000)
    .default(100)
    .describe("How much room they may take, in MB (0.1–10,000): an estimate from the size of each event as it is stored. The oldest go first."),
});

export type EventsOptions = z.output<typeof eventsOptions>;
