import type { Json } from "@instar/kernel";
import type { Caller, SessionLimits, SessionPurpose, SessionShape, Snapshot, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Figures } from "./figures-left.ts";

/** What was asked for under a name. What the agent made of it is in the house's record of the session. */
export interface StoredNamed extends SessionShape {
  readonly name: string;
  readonly by: Caller;
  readonly purpose: SessionPurpose;
  /** How many agents stand between it and a person or a job. */
  readonly depth: number;
  readonly workDir: string;
  readonly model?: string;
  readonly instructions?: string;
  readonly limits?: SessionLimits;
  /** Where it branches off, until it has a past of its own. */
  readonly from?: Snapshot;
  /** What the owner last decided, or how it ended by itself. */
  readonly mark?: "paused" | "killed" | "failed";
  readonly error?: string;
  /** The `turnId` that it was asked for with. */
  readonly begunWith?: string;
  readonly unforkable?: true;
  /** How many of its turns were taken back. */
  readonly takenBack?: number;
  /** What the turns had used that are not kept any more. */
  readonly forgotten?: Figures;
  readonly createdAt: number;
  readonly usedAt: number;
}

const json: z.ZodType<Json> = z.unknown().transform((value) => value as Json);
const above = z.number().min(0);

export const limitsSchema = z.object({
  costUsd: above.exactOptional(),
  calls: above.exactOptional(),
  workMs: above.exactOptional(),
  ageMs: above.exactOptional(),
});

export const callerSchema = z.discriminatedUnion("kind", [z.object({ kind: z.literal("owner") }), z.object({ kind: z.literal("agent"), session: z.string() })]);

export const namedShape: Versioned<StoredNamed> = {
  version: 1,
  schema: z.object({
    name: z.string(),
    by: callerSchema,
    purpose: z.enum(["person", "job", "agent"]),
    depth: z.int().min(0),
    workDir: z.string(),
    model: z.string().exactOptional(),
    instructions: z.string().exactOptional(),
    permissionMode: z.string().exactOptional(),
    tools: z.array(z.string()).exactOptional(),
    agent: z.string().exactOptional(),
    limits: limitsSchema.exactOptional(),
    from: z.object({ driver: z.string(), version: z.number(), data: json }).exactOptional(),
    mark: z.enum(["paused", "killed", "failed"]).exactOptional(),
    error: z.string().exactOptional(),
    begunWith: z.string().exactOptional(),
    unforkable: z.literal(true).exactOptional(),
    takenBack: z.int().min(0).exactOptional(),
    forgotten: z.object({ costUsd: above, calls: above, inputTokens: above, outputTokens: above, durationMs: above }).exactOptional(),
    createdAt: z.number(),
    usedAt: z.number(),
  }),
};

const prefix = "named/";

/** Under which the house's sessions know it. */
export const keyOf = (name: string): string => `${prefix}${name}`;

/** Undefined: it is somebody else's session. */
export const nameOf = (key: string): string | undefined => (key.startsWith(prefix) ? key.slice(prefix.length) : undefined);

/** What of it a branch takes over: what it is, and nothing of what became of it. */
export function asBranch(stored: StoredNamed): StoredNamed {
  const { begunWith: _begunWith, unforkable: _unforkable, takenBack: _takenBack, forgotten: _forgotten, ...rest } = unmarked(stored);
  return rest;
}

/** Without what was decided about it, and how it ended. */
export function unmarked(stored: StoredNamed): StoredNamed {
  const { mark: _mark, error: _error, ...rest } = stored;
  return rest;
}
