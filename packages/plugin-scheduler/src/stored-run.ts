import type { Caller, ProcessMark, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { type JobRunRecord, jobPriorities } from "./contract.ts";

/** A run that has not ended, as it is kept: enough to begin it, and to end what is left of it after a crash. */
export interface LivingRun extends JobRunRecord {
  /** One more with each claim: whoever holds an older one changes nothing any more. */
  readonly fence: number;
  /** Its process, known by its mark before it is started. */
  readonly process?: ProcessMark;
  /** The key of its session. */
  readonly sessionKey?: string;
}

const caller: z.ZodType<Caller> = z.union([z.object({ kind: z.literal("owner") }), z.object({ kind: z.literal("agent"), session: z.string() })]);

/** What is kept of every run. */
export const runFields = z.object({
  id: z.string(),
  job: z.string(),
  state: z.enum(["queued", "running", "succeeded", "failed", "timeout", "skipped", "cancelled"]),
  dueAt: z.number(),
  cause: z.enum(["schedule", "missed", "manual"]),
  by: caller.exactOptional(),
  reason: z.string().exactOptional(),
  priority: z.enum(jobPriorities),
  attempt: z.int().min(0),
  queuedAt: z.number(),
  notBefore: z.number().exactOptional(),
  startedAt: z.number().exactOptional(),
  endedAt: z.number().exactOptional(),
  skip: z
    .enum(["paused", "missed", "already-running", "capacity", "gate", "gate-timeout", "gate-failed", "quota", "denied", "changed", "expired"])
    .exactOptional(),
  failure: z.enum(["exit", "signal", "not-started", "crashed", "agent", "code", "timeout", "limit", "budget"]).exactOptional(),
  why: z.string().exactOptional(),
  exitCode: z.int().exactOptional(),
  output: z.string().exactOptional(),
  session: z.string().exactOptional(),
  costUsd: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  covers: z.object({ count: z.int(), from: z.number() }).exactOptional(),
});

export const endedRunShape: Versioned<JobRunRecord> = { version: 1, schema: runFields };

export const livingRunShape: Versioned<LivingRun> = {
  version: 1,
  schema: runFields.extend({
    fence: z.int().min(0),
    process: z.object({ pid: z.int(), startedAt: z.number(), mark: z.string() }).exactOptional(),
    sessionKey: z.string().exactOptional(),
  }),
};
