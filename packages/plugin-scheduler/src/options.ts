import { parsePlace } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import { checkTimezone } from "./plan/check-timezone.ts";

const ms = (most: number) => z.int().min(0).max(most);
const dayMs = 86_400_000;

const zone = z.string().transform((name, context): string => {
  const checked = checkTimezone(name);
  if (checked.problem === undefined) return checked.timezone;
  context.addIssue({ code: "custom", message: `${checked.problem} ${checked.hint}` });
  return z.NEVER;
});

export const schedulerOptions = z.strictObject({
  /** IANA name of the zone of jobs that name none. Absent: the machine's. */
  timezone: zone.optional().describe("IANA name of the zone of jobs that name none. Absent: the machine's."),
  /** How many runs go on at a time. */
  maxParallel: z.int().min(1).max(64).default(2).describe("How many runs go on at a time."),
  /** US dollars that one run of a prompt or skill may cost when its job names no limit. */
  maxCostUsd: z.number().positive().max(10_000).default(2).describe("US dollars that one run of a prompt or skill may cost when its job names no limit."),
  /** Ms between two runs that are caught up on after a sleep, those of higher priority first. */
  catchUpMs: ms(3_600_000).default(10_000).describe("Ms between two runs that are caught up on after a sleep, those of higher priority first."),
  /** Ms that runs have to end by themselves when the house stops; then they are cancelled. */
  stopGraceMs: ms(60_000).default(2_000).describe("Ms that runs have to end by themselves when the house stops; then they are cancelled."),
  /** Runs that are kept of each job. */
  keepRuns: z.int().min(10).max(100_000).default(200).describe("Runs that are kept of each job."),
  /** Days that a run is kept. */
  keepDays: z.int().min(1).max(3_650).default(30).describe("Days that a run is kept."),
  /** Names of variables of the house's environment that scripts and gates get as well, beside PATH, HOME, LANG, LC_ALL, TZ and TMPDIR. */
  passEnv: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/))
    .default([])
    .describe("Names of variables of the house's environment that scripts and gates get as well, beside PATH, HOME, LANG, LC_ALL, TZ and TMPDIR."),
  /** The conversation where jobs that want one get a topic, such as `telegram:-1001234567890`. Absent: the one of `notices`, else where the owner last wrote. */
  topicsIn: z
    .string()
    .refine((text) => parsePlace(text) !== undefined, "Expected a channel and a conversation, such as `telegram:-1001234567890`.")
    .optional()
    .describe(
      "The conversation where jobs that want one get a topic, such as `telegram:-1001234567890`. Absent: the one of `notices`, else where the owner last wrote.",
    ),
  /** Jobs that agents may have, all of them together: one that begins another has no more. */
  agentMaxJobs: z.int().min(0).max(1_000).default(10).describe("Jobs that agents may have, all of them together: one that begins another has no more."),
  /** The shortest period of an agent's job, in ms. */
  agentMinEveryMs: ms(30 * dayMs)
    .default(300_000)
    .describe("The shortest period of an agent's job, in ms."),
  /** When an agent's wish to add or change a job waits for the owner's yes: `recurring` (what repeats, and what runs a command), `always`, `never`. */
  agentAsks: z
    .enum(["recurring", "always", "never"])
    .default("recurring")
    .describe("When an agent's wish to add or change a job waits for the owner's yes: `recurring` (what repeats, and what runs a command), `always`, `never`."),
});

export type SchedulerOptions = z.output<typeof schedulerOptions>;
