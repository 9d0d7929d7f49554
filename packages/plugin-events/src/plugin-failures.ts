import { type Clock, InstarError } from "@instar/kernel";
import type { HouseEvent } from "@instar/kernel/contracts";

const firstWindowMs = 60_000;
const longestWindowMs = 3_600_000;

interface Failing {
  count: number;
  readonly timer: Disposable;
}

export interface PluginFailure {
  readonly plugin: string;
  readonly hook?: string;
  readonly error: Error;
}

/** Its code or its name: the words of an error may repeat what must not be kept. They are in the log, which knows the secrets. */
const nameOf = (error: Error) => (InstarError.is(error) ? error.code : error.name);

/**
 * A plugin's first failure in a hook is told at once, those that follow as a number: after a minute, then after two, and so on up to
 * an hour, until it is quiet for as long.
 */
export function createPluginFailures(clock: Clock, record: (event: HouseEvent) => void): { failed(failure: PluginFailure): void; close(): void } {
  const failing = new Map<string, Failing>();

  function tell({ plugin, hook, error }: PluginFailure, count: number, windowMs?: number) {
    const where = hook === undefined ? "" : ` in ${hook}`;
    const often = windowMs === undefined ? "" : ` ${count} more ${count === 1 ? "time" : "times"} in ${Math.round(windowMs / 60_000)} min`;
    record({
      type: "plugin.failed",
      about: { plugin },
      text: `The plugin ${plugin} failed${where}${often} (${nameOf(error)}).`,
      data: { count, error: nameOf(error), ...(hook === undefined ? {} : { hook }) },
    });
  }

  function watch(key: string, failure: PluginFailure, windowMs: number) {
    const timer = clock.after(windowMs, () => {
      const { count } = failing.get(key) as Failing;
      failing.delete(key);
      if (count === 0) return;
      tell(failure, count, windowMs);
      watch(key, failure, Math.min(windowMs * 2, longestWindowMs));
    });
    failing.set(key, { count: 0, timer });
  }

  return {
    failed(failure) {
      const key = JSON.stringify([failure.plugin, failure.hook]);
      const known = failing.get(key);
      if (known) {
        known.count++;
        return;
      }
      tell(failure, 1);
      watch(key, failure, firstWindowMs);
    },
    close() {
      for (const { timer } of failing.values()) timer[Symbol.dispose]();
      failing.clear();
    },
  };
}
