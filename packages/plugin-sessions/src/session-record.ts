import path from "node:path";
import type { Json, SessionRef } from "@instar/kernel";
import type { OpenOptions, SessionPurpose, SessionRecord, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { SessionsError } from "./errors.ts";
import type { Opening } from "./plan-opening.ts";
import { createSessionId } from "./session-id.ts";
import { mergeLimits } from "./session-limits.ts";

/** What is kept of a session. */
export interface StoredSession extends SessionRecord {
  /** Whether it was ever given an input. A runtime can't resume what it never began, and nothing is lost by beginning anew. */
  readonly asked: boolean;
  /** Said behind the house's own system prompt. */
  readonly instructions?: string;
  /** The model was named for this session, and is not what the house's options said. */
  readonly chosenModel?: boolean;
  readonly job?: string;
}

const json: z.ZodType<Json> = z.unknown().transform((value) => value as Json);
const count = z.number().min(0);
const limits = z.object({ costUsd: count.exactOptional(), calls: count.exactOptional(), workMs: count.exactOptional(), ageMs: count.exactOptional() });

export const sessionShape: Versioned<StoredSession> = {
  version: 2,
  migrate: { 1: (old: object) => ({ ...old, purpose: "person", calls: 0, workedMs: 0 }) },
  schema: z.object({
    id: z.string(),
    key: z.string(),
    driver: z.string(),
    state: z.enum(["new", "starting", "idle", "working", "parked", "stopped", "failed"]),
    address: z.object({ channel: z.string(), conversation: z.string(), thread: z.string().exactOptional() }).exactOptional(),
    model: z.string().exactOptional(),
    cwd: z.string(),
    snapshot: z.object({ driver: z.string(), version: z.number(), data: json }).exactOptional(),
    process: z.object({ pid: z.number(), startedAt: z.number(), mark: z.string() }).exactOptional(),
    createdAt: z.number(),
    usedAt: z.number(),
    turns: count,
    inputTokens: count,
    outputTokens: count,
    costUsd: count,
    purpose: z.enum(["person", "job", "agent"]),
    calls: count,
    workedMs: count,
    permissionMode: z.string().exactOptional(),
    tools: z.array(z.string()).exactOptional(),
    agent: z.string().exactOptional(),
    instructions: z.string().exactOptional(),
    chosenModel: z.boolean().exactOptional(),
    job: z.string().exactOptional(),
    limits: limits.exactOptional(),
    over: z.object({ limit: z.enum(["costUsd", "calls", "workMs", "ageMs"]), at: z.number(), text: z.string() }).exactOptional(),
    exit: z.object({ code: z.number().nullable(), at: z.number(), text: z.string().exactOptional() }).exactOptional(),
    asked: z.boolean(),
  }),
};

/** Which session a key's conversation is held in now. */
export const currentShape: Versioned<{ readonly id: string }> = { version: 1, schema: z.object({ id: z.string() }) };

/** The sessions that have a process, by id: all that has to be looked at after a crash. */
export const livingShape: Versioned<{ readonly key: string }> = { version: 1, schema: z.object({ key: z.string() }) };

export interface RecordToOpen {
  readonly key: string;
  readonly wishes: OpenOptions;
  readonly opening: Opening;
  /** What the key had so far. */
  readonly former: StoredSession | undefined;
  readonly defaults: { readonly cwd: string; readonly model?: string | undefined };
  readonly now: number;
}

/** The record that an opening begins with: a resumed session keeps its own, with what it has used so far. Throws for wishes that can't be. */
export function recordToOpen({ key, wishes, opening, former, defaults, now }: RecordToOpen): StoredSession {
  if (wishes.cwd !== undefined && !path.isAbsolute(wishes.cwd)) throw SessionsError.BAD_FOLDER(wishes.cwd);
  if (opening.from === "resume") {
    const { process: _process, exit: _exit, ...record } = opening.record;
    return { ...record, ...wished(wishes, record, defaults.model), state: "starting", usedAt: now };
  }
  // What never got to work, or lost its past, still is what its opener asked for; what was ended is forgotten.
  const kept = former && former.state !== "stopped" && opening.from === "new" ? former : undefined;
  return {
    ...wished(wishes, kept, defaults.model),
    id: createSessionId(now),
    key,
    driver: opening.driver.id,
    state: "starting",
    cwd: wishes.cwd ?? kept?.cwd ?? defaults.cwd,
    purpose: purposeOf(wishes, kept),
    createdAt: now,
    usedAt: now,
    turns: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    calls: 0,
    workedMs: 0,
    asked: opening.from === "fork",
    ...(opening.from === "fork" && { snapshot: opening.snapshot }),
  };
}

const purposeOf = ({ purpose, job }: OpenOptions, former: StoredSession | undefined): SessionPurpose =>
  purpose ?? (job === undefined ? (former?.purpose ?? "person") : "job");

/** What is asked for now, else what was asked for before; the house's model where nobody named one. */
function wished(wishes: OpenOptions, former: StoredSession | undefined, houseModel: string | undefined): Partial<StoredSession> {
  const named = wishes.model ?? (former?.chosenModel ? former.model : undefined);
  const limits = mergeLimits(former?.limits, wishes.limits);
  const all = {
    address: wishes.address ?? former?.address,
    permissionMode: wishes.permissionMode ?? former?.permissionMode,
    tools: wishes.tools ?? former?.tools,
    agent: wishes.agent ?? former?.agent,
    instructions: wishes.instructions ?? former?.instructions,
    job: wishes.job ?? former?.job,
    model: named ?? houseModel ?? former?.model,
    chosenModel: named === undefined ? undefined : true,
    limits,
    purpose: former && purposeOf(wishes, former),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** How hooks and drivers know the session. */
export const refOf = ({ id, driver, address, job }: StoredSession): SessionRef =>
  Object.freeze({ id, driver, ...(address && { address }), ...(job !== undefined && { job }) });
