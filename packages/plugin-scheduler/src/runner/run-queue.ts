import type { JobPriority } from "@instar/kernel";
import { jobPriorities } from "../contract.ts";

/** A run that waits, as far as its turn depends on it. */
export interface Waiting {
  readonly id: string;
  readonly job: string;
  readonly priority: JobPriority;
  readonly notBefore: number;
  /** It needs the agent, and so waits for the model's limit. */
  readonly agent: boolean;
}

/** The runs that wait: higher priority first, those of one priority in the order in which they came, those of one job one after another. */
export interface RunQueue {
  add(run: Waiting): void;
  remove(id: string): void;
  /** The next that may begin; it stays until it is removed. */
  next(now: number, busy: ReadonlySet<string>, parkedUntil: number | undefined): Waiting | undefined;
  /** When the next one may begin that waits for nothing but its time. */
  nextAt(now: number, busy: ReadonlySet<string>, parkedUntil: number | undefined): number | undefined;
  readonly size: number;
}

export function createRunQueue(): RunQueue {
  const lanes = jobPriorities.map((priority) => ({ priority, runs: new Map<string, Waiting>() }));
  const laneOf = (priority: JobPriority) => lanes.find((lane) => lane.priority === priority) ?? lanes.at(-1);
  const readyAt = (run: Waiting, parkedUntil: number | undefined) => Math.max(run.notBefore, run.agent ? (parkedUntil ?? 0) : 0);

  /** Each run that is the first of its job and whose job is not busy. */
  function* heads(busy: ReadonlySet<string>): Generator<Waiting> {
    const seen = new Set(busy);
    for (const { runs } of lanes) {
      for (const run of runs.values()) {
        if (seen.has(run.job)) continue;
        seen.add(run.job);
        yield run;
      }
    }
  }

  return {
    add: (run) => void laneOf(run.priority)?.runs.set(run.id, run),
    remove(id) {
      for (const { runs } of lanes) if (runs.delete(id)) return;
    },
    next(now, busy, parkedUntil) {
      for (const run of heads(busy)) if (readyAt(run, parkedUntil) <= now) return run;
      return undefined;
    },
    nextAt(now, busy, parkedUntil) {
      let nearest: number | undefined;
      for (const run of heads(busy)) {
        const at = readyAt(run, parkedUntil);
        if (at > now && (nearest === undefined || at < nearest)) nearest = at;
      }
      return nearest;
    },
    get size() {
      return lanes.reduce((sum, { runs }) => sum + runs.size, 0);
    },
  };
}
