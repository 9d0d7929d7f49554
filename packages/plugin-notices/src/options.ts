import { parsePlace } from "@instar/plugin-conversations/contract";
import { z } from "zod";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time of day such as "09:00".');

const isTimezone = (name: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    // The platform does not know it: that is what is asked.
    return false;
  }
};

export const noticesOptions = z.strictObject({
  /** When the daily digest is said, if there is something; a new day of the cap begins then. */
  digestAt: timeOfDay.default("09:00").describe("When the daily digest is said, if there is something; a new day of the cap begins then."),
  /** How long what wants attention waits for more of it, so that one message says all, in ms. */
  batchMs: z.int().min(0).max(3_600_000).default(300_000).describe("How long what wants attention waits for more of it, so that one message says all, in ms."),
  /** Messages a day; what comes after them waits for the digest. */
  maxPerDay: z.int().min(0).max(1_000).default(12).describe("Messages a day; what comes after them waits for the digest."),
  /** Urgent messages a day beyond `maxPerDay`. */
  urgentReserve: z.int().min(0).max(100).default(3).describe("Urgent messages a day beyond `maxPerDay`."),
  /** Where it is told, such as "telegram:-1001234567890"; default: where an owner last wrote in private. */
  to: z
    .string()
    .refine((text) => parsePlace(text) !== undefined, 'Expected a channel and a conversation, such as "telegram:-1001234567890".')
    .optional()
    .describe('Where it is told, such as "telegram:-1001234567890"; default: where an owner last wrote in private.'),
  /** Attention items as topics of their own, where that place has topics: how many are opened a day, and are open at a time. 0: none. */
  topics: z
    .strictObject({ perDay: z.int().min(0).max(100).default(5), open: z.int().min(0).max(1_000).default(10) })
    .prefault({})
    .describe("Attention items as topics of their own, where that place has topics: how many are opened a day, and are open at a time. 0: none."),
  /** When only urgent things are said. */
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }).optional().describe("When only urgent things are said."),
  /** Whose clock the times of day mean, such as "Europe/Berlin"; default: this machine's. */
  timezone: z
    .string()
    .refine(isTimezone, "No such time zone.")
    .optional()
    .describe('Whose clock the times of day mean, such as "Europe/Berlin"; default: this machine\'s.'),
});

export type NoticesOptions = z.output<typeof noticesOptions>;
