import type { SessionRecord } from "@instar/kernel/contracts";

export interface PruningPolicy {
  readonly keepDays: number;
  readonly keepRecords: number;
}

const dayMs = 24 * 60 * 60_000;

const lastAt = ({ usedAt, exit }: SessionRecord) => Math.max(usedAt, exit?.at ?? 0);

/**
 * The records to forget: ended sessions (`stopped`, to which no key leads any more) of more than `keepDays` ago, and the ones that
 * ended first while there are more than `keepRecords` in all. What a key leads to is somebody's past and stays, however old.
 */
export function planPruning(all: readonly SessionRecord[], { keepDays, keepRecords }: PruningPolicy, now: number): readonly string[] {
  const ended = all.filter(({ state, process }) => state === "stopped" && !process).sort((one, other) => lastAt(one) - lastAt(other));
  const tooOld = ended.filter((record) => lastAt(record) < now - keepDays * dayMs).length;
  const tooMany = Math.max(0, all.length - keepRecords);
  return ended.slice(0, Math.max(tooOld, tooMany)).map(({ id }) => id);
}
