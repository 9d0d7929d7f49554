import type { Json, SessionRef } from "@instar/kernel";
import type { OpenOptions, SessionRecord, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Opening } from "./plan-opening.ts";
import { createSessionId } from "./session-id.ts";

/** What is kept of a session. */
export interface StoredSession extends SessionRecord {
  /** Whether it was ever given an input. A runtime can't resume what it never began, and nothing is lost by beginning anew. */
  readonly asked: boolean;
  /** Said behind the house's own system prompt. */
  readonly instructions?: string;
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

/** The record that an opening begins with: a resumed session keeps its own, with what it has used so far. */
export function recordToOpen(
  key: string,
  wishes: OpenOptions,
  opening: Opening,
  defaults: { readonly cwd: string; readonly model?: string | undefined },
  now: number,
): StoredSession {
  const model = wishes.model ?? defaults.model;
  const asked = { ...(model !== undefined && { model }), ...wished(wishes) };
  if (opening.from === "resume") {
    const { process: _process, exit: _exit, ...record } = opening.record;
    return { ...record, ...asked, state: "starting", usedAt: now };
  }
  return {
    ...asked,
    id: createSessionId(now),
    key,
    driver: opening.driver.id,
    state: "starting",
    cwd: wishes.cwd ?? defaults.cwd,
    purpose: wishes.purpose ?? (wishes.job === undefined ? "person" : "job"),
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

function wished({ address, permissionMode, tools, agent, instructions, limits }: OpenOptions): Partial<StoredSession> {
  const all = { address, permissionMode, tools, agent, instructions, limits };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** How hooks and drivers know the session. */
export const refOf = ({ id, driver, address }: StoredSession, job: string | undefined): SessionRef =>
  Object.freeze({ id, driver, ...(address && { address }), ...(job !== undefined && { job }) });
