import type { SessionLimits, SessionRecord } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";

/** What of a session can be limited, as it stands in its record. */
export type Usage = Pick<SessionRecord, "costUsd" | "calls" | "workedMs" | "createdAt">;

export interface Spent {
  readonly limit: keyof SessionLimits;
  readonly used: number;
  readonly allowed: number;
  /** One sentence: which limit, how much was used, how much is allowed. */
  readonly text: string;
}

const order = ["costUsd", "calls", "workMs", "ageMs"] as const;
const longestBufferMs = 60 * 60_000;

/** How old a session may become: its limit, and a buffer in which to come to an end. */
const oldestMs = (ageMs: number): number => ageMs + Math.min(ageMs * 0.2, longestBufferMs);

function figures({ costUsd, calls, workedMs, createdAt }: Usage, limits: SessionLimits, now: number) {
  return {
    costUsd: { used: costUsd, allowed: limits.costUsd },
    calls: { used: calls, allowed: limits.calls },
    workMs: { used: workedMs, allowed: limits.workMs },
    ageMs: { used: now - createdAt, allowed: limits.ageMs === undefined ? undefined : oldestMs(limits.ageMs) },
  };
}

/**
 * The first limit of which nothing is left, so that no input, no tool and no further answer may begin. With `passed`: of which more
 * was used than is allowed, so that also what already runs is stopped; a last answer that fits exactly is heard to its end.
 */
export function spentLimit(usage: Usage, limits: SessionLimits | undefined, now: number, passed: "spent" | "passed" = "spent"): Spent | undefined {
  if (!limits) return undefined;
  const all = figures(usage, limits, now);
  for (const limit of order) {
    const { used, allowed } = all[limit];
    if (allowed === undefined || used < allowed) continue;
    const isTime = limit === "workMs" || limit === "ageMs";
    if (passed === "passed" && !isTime && used <= allowed) continue;
    return { limit, used, allowed, text: describe[limit](used, allowed) };
  }
  return undefined;
}

/** Ms until a limit of time passes, for one that works now; undefined without such a limit. */
export function untilLimitMs(usage: Usage, limits: SessionLimits | undefined, now: number, working: boolean): number | undefined {
  const { workMs, ageMs } = figures(usage, limits ?? {}, now);
  const left = [
    ...(working && workMs.allowed !== undefined ? [workMs.allowed - workMs.used] : []),
    ...(ageMs.allowed === undefined ? [] : [ageMs.allowed - ageMs.used]),
  ];
  return left.length === 0 ? undefined : Math.max(0, Math.min(...left));
}

/** The limits from now on: what isn't named stays. Throws SESSIONS_BAD_LIMIT for what is no amount. */
export function mergeLimits(former: SessionLimits | undefined, changes: SessionLimits | undefined): SessionLimits | undefined {
  if (!changes) return former;
  const named = Object.entries(changes).filter(([, value]) => value !== undefined);
  for (const [name, value] of named) {
    if (!order.some((limit) => limit === name) || !Number.isFinite(value) || value < 0) throw SessionsError.BAD_LIMIT(name, value, order);
  }
  return { ...former, ...Object.fromEntries(named) };
}

const dollars = (amount: number) => `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;

function span(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), "h"],
    [Math.floor((seconds % 3_600) / 60), "min"],
    [seconds % 60, "s"],
  ] as const;
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return said.length === 0 ? `${Math.round(ms)} ms` : said.join(" ");
}

const describe: Readonly<Record<keyof SessionLimits, (used: number, allowed: number) => string>> = {
  costUsd: (used, allowed) => `It has spent ${dollars(used)} of the ${dollars(allowed)} that it may.`,
  calls: (used, allowed) => `The model has answered ${used} ${used === 1 ? "time" : "times"} of the ${allowed} that it may.`,
  workMs: (used, allowed) => `It has worked for ${span(used)} of the ${span(allowed)} that it may.`,
  ageMs: (used, allowed) => `It began ${span(used)} ago and may become ${span(allowed)} old, the buffer included.`,
};
