import type { Clock } from "@instar/kernel";

/** Of a longer pause between two looks only this much counts: the machine slept, and nobody worked. */
const longestStepMs = 5_000;

/** Counts the time in which an agent works. Look at least once a second while it does. */
export interface WorkClock {
  readonly workedMs: number;
  look(working: boolean): void;
}

export function createWorkClock(workedMs: number, clock: Clock): WorkClock {
  let total = workedMs;
  let lookedAt: number | undefined;
  return {
    get workedMs() {
      return total;
    },
    look(working) {
      const now = clock.now();
      if (lookedAt !== undefined) total += Math.min(Math.max(0, now - lookedAt), longestStepMs);
      lookedAt = working ? now : undefined;
    },
  };
}
