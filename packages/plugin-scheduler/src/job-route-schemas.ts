import { z } from "zod";
import { jobPriorities, type RunState, type SkipReason } from "./contract.ts";

const at = z.number().describe("Epoch ms.");
export const slugSchema = z.string().min(1).max(100);

export const runStates = ["queued", "running", "succeeded", "failed", "timeout", "skipped", "cancelled"] as const satisfies readonly RunState[];
const skipReasons = [
  "paused",
  "missed",
  "already-running",
  "capacity",
  "gate",
  "gate-timeout",
  "gate-failed",
  "quota",
  "denied",
  "changed",
  "expired",
] as const satisfies readonly SkipReason[];

const problemSchema = z.object({ path: z.string(), line: z.int().optional(), field: z.string().optional(), text: z.string(), hint: z.string().optional() });

const scheduleSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("cron"), expression: z.string() }),
  z.object({ kind: z.literal("every"), ms: z.number() }),
  z.object({ kind: z.literal("at"), at }),
]);

export const runSchema = z.object({
  id: z.string(),
  job: z.string(),
  state: z.enum(runStates),
  dueAt: at,
  cause: z.enum(["schedule", "missed", "manual"]),
  by: z.discriminatedUnion("kind", [z.object({ kind: z.literal("owner") }), z.object({ kind: z.literal("agent"), session: z.string() })]).optional(),
  reason: z.string().optional(),
  priority: z.enum(jobPriorities),
  attempt: z.int(),
  queuedAt: at,
  notBefore: at.optional(),
  startedAt: at.optional(),
  endedAt: at.optional(),
  skip: z.enum(skipReasons).optional(),
  failure: z.string().optional(),
  why: z.string().optional(),
  exitCode: z.int().optional(),
  output: z.string().optional(),
  session: z.string().optional(),
  costUsd: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  covers: z.object({ count: z.int(), from: at }).optional(),
});

const jobViewSchema = z.object({
  slug: slugSchema,
  name: z.string(),
  description: z.string().optional(),
  schedule: scheduleSchema,
  timezone: z.string(),
  priority: z.enum(jobPriorities),
  model: z.string().optional(),
  enabled: z.boolean(),
  execute: z.object({ type: z.enum(["prompt", "script", "skill"]), value: z.string(), args: z.array(z.string()).optional() }).optional(),
  timeoutMs: z.number(),
  gate: z.string().optional(),
  missed: z.enum(["skip", "once", "all"]),
  overlap: z.enum(["skip", "queue"]),
  jitterMs: z.number(),
  tags: z.array(z.string()),
  notify: z.enum(["auto", "always", "failures", "never"]),
  topic: z.string().optional(),
  grounding: z.object({ contextFiles: z.array(z.string()), questions: z.array(z.string()) }).optional(),
  handoff: z.boolean(),
  maxCostUsd: z.number().optional(),
  agent: z.string().optional(),
  origin: z.discriminatedUnion("kind", [z.object({ kind: z.literal("code"), plugin: z.string() }), z.object({ kind: z.literal("file"), path: z.string() })]),
  paused: z.boolean(),
  running: z.boolean(),
  queued: z.int(),
  next: at.optional(),
  last: runSchema.pick({ id: true, state: true, dueAt: true, endedAt: true, skip: true, why: true }).optional(),
  failures: z.int(),
  problems: z.array(problemSchema),
});

export const handoffSchema = z.object({ job: z.string(), run: z.string().optional(), at, notes: z.string() });

export const trendSchema = z.object({ runs: z.int(), averageSaturation: z.number().optional(), skippedShare: z.number(), averageMs: z.number().optional() });

export const jobDetailSchema = jobViewSchema.extend({ upcoming: z.array(at), when: z.string(), handoffNotes: handoffSchema.optional(), trend: trendSchema });

export const jobListSchema = z.object({ jobs: z.array(jobViewSchema), broken: z.array(problemSchema), parkedUntil: at.optional() });

export const triggerSchema = z.object({ outcome: z.enum(["triggered", "queued", "skipped"]), run: z.string().optional(), why: z.string().optional() });

export const reloadSchema = z.object({
  added: z.array(z.string()),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  problems: z.array(problemSchema),
});

export const skipsSchema = z.object({
  skipped: z.array(runSchema),
  workloads: z.array(z.object({ job: z.string(), run: z.string().optional(), at, found: z.number(), processed: z.number(), notes: z.string().optional() })),
});

/** A change by an agent that lands once the owner has said yes. */
export const waitingSchema = z.object({ outcome: z.literal("waiting"), code: z.string(), text: z.string() });
