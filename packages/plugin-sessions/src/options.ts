import { z } from "zod";

export const sessionsOptions = z.strictObject({
  /**
   * How many agents live at a time (1–64); one more parks the one that was idle longest, or waits. Persons count only persons, jobs and agents
   * count everybody, so at most twice as many live. One Claude Code process is about 190 MB.
   */
  maxLiving: z.int().min(1).max(64).default(4),
  /** The id of the driver that new sessions use. Absent: the one with the highest preference among the configured ones. */
  driver: z.string().min(1).optional(),
  /** The model that sessions are asked to use, in the driver's own words. Absent: the driver's default. */
  model: z.string().min(1).optional(),
  /** The folder that new sessions work in. Absent: the project's folder. */
  cwd: z.string().min(1).optional(),
  /** After how long without work a session is parked, in ms. */
  idleParkMs: z
    .int()
    .min(1_000)
    .default(30 * 60_000),
  /** For how many days the record of an ended session is kept. */
  keepDays: z.number().min(0).default(30),
  /** How many records are kept; beyond, those of the sessions that ended first go before their time. */
  keepRecords: z.int().min(0).default(10_000),
  /** How long an agent has to end by itself before it is killed, in ms. */
  stopGraceMs: z.int().min(0).max(60_000).default(5_000),
  /** Tokens that identity and the other blocks of the system prompt may take together (estimated, four characters each). */
  systemTokens: z.int().min(0).default(8_000),
  /** Tokens that blocks may take together when they come back after a compaction (estimated, four characters each). */
  contextTokens: z.int().min(0).default(4_000),
});

export type SessionsOptions = z.output<typeof sessionsOptions>;
