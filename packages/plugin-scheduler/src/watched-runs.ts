import type { Clock } from "@instar/kernel";

/** Whoever waits asks again before that. */
const graceMs = 5_000;

/** Runs whose results somebody waits for who asked for them: in memory, as nobody waits over a restart. */
export interface WatchedRuns {
  /** Whoever asked for this run is about to wait for it. */
  begin(id: string): void;
  /** Somebody waits for so long, and then asks again. */
  stay(id: string, waitMs: number): void;
  /** Whether whoever asked for it still waits. */
  has(id: string): boolean;
  /** It has ended. */
  over(id: string): void;
}

export function createWatchedRuns(clock: Pick<Clock, "now">): WatchedRuns {
  const until = new Map<string, number>();
  return {
    begin: (id) => void until.set(id, clock.now() + graceMs),
    stay(id, waitMs) {
      if (until.has(id)) until.set(id, clock.now() + waitMs + graceMs);
    },
    has: (id) => (until.get(id) ?? Number.NEGATIVE_INFINITY) >= clock.now(),
    over: (id) => void until.delete(id),
  };
}
