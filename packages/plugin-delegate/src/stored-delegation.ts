import type { Caller, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { type DelegateResult, type DelegateStatus, delegateStatuses, type Preset, presets } from "./contract.ts";
import { resultSchema } from "./result-schema.ts";

/** Limits as they hold, with absolute paths. */
export interface Limits {
  readonly maxCostUsd: number;
  readonly maxTurns: number;
  readonly maxDurationMs: number;
  readonly protectedPaths: readonly string[];
}

export interface Violation {
  readonly type: DelegateStatus;
  readonly message: string;
  readonly at: number;
  /** The run in which it happened: later runs are judged without it. */
  readonly run: number;
}

/** A delegation as it is kept. Times in epoch ms. */
export interface StoredDelegation {
  readonly name: string;
  readonly task: string;
  readonly preset: Preset;
  readonly by: Caller;
  /** Absolute. */
  readonly workDir: string;
  /** Null: safety was switched off. */
  readonly limits: Limits | null;
  readonly state: "running" | "ended" | "finished";
  readonly createdAt: number;
  readonly usedAt: number;
  /** 1 for the first, one more for each continuation. */
  readonly run: number;
  readonly runAt: number;
  /** The prompt of the current run, once it was taken. */
  readonly turn?: string | undefined;
  readonly session?: string | undefined;
  /** Somebody ended the current run. */
  readonly aborted?: boolean | undefined;
  readonly violations: readonly Violation[];
  /** What the protected paths looked like when the current run began. */
  readonly digests?: Readonly<Record<string, string>> | undefined;
  readonly result?: DelegateResult | undefined;
}

const caller: z.ZodType<Caller> = z.union([z.object({ kind: z.literal("owner") }), z.object({ kind: z.literal("agent"), session: z.string() })]);

export const delegationShape: Versioned<StoredDelegation> = {
  version: 1,
  schema: z.object({
    name: z.string(),
    task: z.string(),
    preset: z.enum(presets),
    by: caller,
    workDir: z.string(),
    limits: z.object({ maxCostUsd: z.number(), maxTurns: z.number(), maxDurationMs: z.number(), protectedPaths: z.array(z.string()) }).nullable(),
    state: z.enum(["running", "ended", "finished"]),
    createdAt: z.number(),
    usedAt: z.number(),
    run: z.int(),
    runAt: z.number(),
    turn: z.string().optional(),
    session: z.string().optional(),
    aborted: z.boolean().optional(),
    violations: z.array(z.object({ type: z.enum(delegateStatuses), message: z.string(), at: z.number(), run: z.int() })),
    digests: z.record(z.string(), z.string()).optional(),
    result: resultSchema.optional(),
  }),
};
