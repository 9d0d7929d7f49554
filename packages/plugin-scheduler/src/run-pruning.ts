import type { JobRunRecord } from "./contract.ts";
import { runKey } from "./run-id.ts";

/** So many more than are kept of a job may gather, and so many are forgotten in a commit. */
const pruneEvery = 50;
const pruneBatch = 250;

export interface RunPruning {
  /** A run of that job ended. */
  ended(slug: string): void;
  /** Resolves when there is something to prune. */
  crowded(signal: AbortSignal): Promise<void>;
  /** Forgets what is more than is kept of jobs that ran much since the last time. */
  prune(): Promise<number>;
}

export function createRunPruning({
  keepRuns,
  ended,
  forget,
}: {
  readonly keepRuns: number;
  /** Of one job, newest first. */
  readonly ended: (slug: string) => AsyncIterable<JobRunRecord>;
  readonly forget: (keys: readonly string[]) => Promise<void>;
}): RunPruning {
  /** Runs of a job that ended since it was last pruned. */
  const fresh = new Map<string, number>();
  let crowd: () => void = () => undefined;

  return {
    ended(slug) {
      // The first one of a life counts as many: a house that is often begun anew would never prune.
      const count = (fresh.get(slug) ?? pruneEvery - 1) + 1;
      fresh.set(slug, count);
      if (count >= pruneEvery) crowd();
    },
    crowded(signal) {
      if (signal.aborted || [...fresh.values()].some((count) => count >= pruneEvery)) return Promise.resolve();
      return new Promise((resolve) => {
        crowd = () => {
          signal.removeEventListener("abort", crowd);
          resolve();
        };
        signal.addEventListener("abort", crowd, { once: true });
      });
    },
    async prune() {
      let pruned = 0;
      for (const [slug, count] of [...fresh]) {
        if (count < pruneEvery) continue;
        fresh.set(slug, 0);
        const surplus: string[] = [];
        let kept = 0;
        for await (const run of ended(slug)) if (++kept > keepRuns) surplus.push(runKey(run));
        for (let index = 0; index < surplus.length; index += pruneBatch) await forget(surplus.slice(index, index + pruneBatch));
        pruned += surplus.length;
      }
      return pruned;
    },
  };
}
