import type { IndexEntry } from "./session-index.ts";

export interface PruningPolicy {
  readonly keepDays: number;
  readonly keepRecords: number;
}

const dayMs = 24 * 60 * 60_000;

/**
 * The records to forget: ended sessions (`stopped`, to which no key leads any more) of more than `keepDays` ago, and the ones that
 * ended first while there are more than `keepRecords` in all. What a key leads to is somebody's past and stays, however old.
 */
export function planPruning(entries: readonly IndexEntry[], { keepDays, keepRecords }: PruningPolicy, now: number): readonly string[] {
  const ended = entries.filter(({ state, hasProcess }) => state === "stopped" && !hasProcess).sort((one, other) => one.lastAt - other.lastAt);
  const tooOld = ended.filter(({ lastAt }) => lastAt < now - keepDays * dayMs).length;
  const tooMany = Math.max(0, entries.length - keepRecords);
  return ended.slice(0, Math.max(tooOld, tooMany)).map(({ id }) => id);
}
