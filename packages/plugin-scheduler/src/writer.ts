import type { Clock, Logger } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import { SchedulerError } from "./errors.ts";

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** One transaction stays short enough that reading isn't held up for long. */
const mostOps = 2_000;

interface Change {
  readonly ops: readonly Op[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Changes in the order in which they were asked for; those that come while one is written share the next commit. */
export interface Writer {
  /** Durable when it resolves. Rejects with SCHEDULER_NOT_SAVED for a conflict, and with the store's error once the house closes; before that it tries again. */
  write(ops: readonly Op[]): Promise<void>;
  idle(): Promise<void>;
}

export function createWriter({ store, clock, log, closing }: { store: Store; clock: Clock; log: Logger; closing: AbortSignal }): Writer {
  const waiting: Change[] = [];
  let flushing: Promise<void> | undefined;

  async function commit(ops: readonly Op[]): Promise<string | undefined> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const done = await store.commit(ops);
        return done.committed ? undefined : done.conflict;
      } catch (error) {
        if (closing.aborted) throw error;
        log.error("What became of jobs could not be written; trying again.", { error, pauseMs });
        await clock.sleep(pauseMs, closing).catch(() => undefined); // closing: it is tried once more
      }
    }
  }

  async function writeAlone({ ops, resolve, reject }: Change): Promise<void> {
    try {
      const conflict = await commit(ops);
      if (conflict === undefined) resolve();
      else reject(SchedulerError.NOT_SAVED(conflict));
    } catch (error) {
      reject(error);
    }
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group: Change[] = [];
      for (let count = 0; waiting[0] && (group.length === 0 || count + waiting[0].ops.length <= mostOps); ) {
        const change = waiting.shift() as Change;
        count += change.ops.length;
        group.push(change);
      }
      if (group.length === 1) {
        await writeAlone(group[0] as Change);
        continue;
      }
      try {
        const conflict = await commit(group.flatMap(({ ops }) => ops));
        // One of them does not hold; the others are not to suffer for it.
        if (conflict === undefined) for (const { resolve } of group) resolve();
        else for (const change of group) await writeAlone(change);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    flushing = undefined;
  }

  return {
    write: (ops) =>
      new Promise((resolve, reject) => {
        if (ops.length === 0) return resolve();
        waiting.push({ ops, resolve, reject });
        flushing ??= Promise.resolve().then(flush);
      }),
    async idle() {
      await flushing;
    },
  };
}
