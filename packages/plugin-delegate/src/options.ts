import { z } from "zod";

const usd = z.number().positive().max(10_000);
const turns = z.int().min(1).max(100_000);
const ms = z
  .int()
  .min(1_000)
  .max(7 * 86_400_000);

export const delegateOptions = z.strictObject({
  /** US dollars that a delegation may cost when its request names no limit. */
  maxCostUsd: usd.default(2).describe("US dollars that a delegation may cost when its request names no limit."),
  /** Answers of the model that a delegation may take when its request names no limit. */
  maxTurns: turns.default(50).describe("Answers of the model that a delegation may take when its request names no limit."),
  /** Ms of work that a delegation may take when its request names no limit. */
  maxDurationMs: ms.default(300_000).describe("Ms of work that a delegation may take when its request names no limit."),
  /** Files and folders that every delegation may read and not change, relative to its folder or absolute. */
  protectedPaths: z
    .array(z.string().min(1))
    .default([])
    .describe("Files and folders that every delegation may read and not change, relative to its folder or absolute."),
  /** US dollars that an agent may give a delegation of its own. */
  agentMaxCostUsd: usd.default(2).describe("US dollars that an agent may give a delegation of its own."),
  /** Answers of the model that an agent may give a delegation of its own. */
  agentMaxTurns: turns.default(50).describe("Answers of the model that an agent may give a delegation of its own."),
  /** Ms of work that an agent may give a delegation of its own. */
  agentMaxDurationMs: ms.default(300_000).describe("Ms of work that an agent may give a delegation of its own."),
  /** Delegations of one agent that run at a time. */
  agentMaxRunning: z.int().min(0).max(64).default(2).describe("Delegations of one agent that run at a time."),
  /** Days after its last use, when a delegation that has ended is forgotten with its session. */
  keepDays: z.int().min(1).max(3_650).default(30).describe("Days after its last use, when a delegation that has ended is forgotten with its session."),
});

export type DelegateOptions = z.output<typeof delegateOptions>;
