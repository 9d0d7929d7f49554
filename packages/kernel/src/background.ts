import type { Clock } from "./clock.ts";
import { asError } from "./errors.ts";

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const toleratedFailures = 2;

/** A loop that is kept going: restarted with doubling pauses after a failure, and begun afresh after running well for a minute. */
export interface Loop {
  /** Begins again after `end` as well, but not before the former run is gone. */
  begin(): void;
  end(): Promise<void>;
  /** It failed again and again, and has not run well since. */
  isFailing(): boolean;
}

export function createLoop(task: (signal: AbortSignal) => Promise<void>, clock: Clock, failed: (error: Error) => void): Loop {
  let abort: AbortController | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;
  let began = 0;

  async function keepGoing({ signal }: AbortController, former: Promise<void> | undefined) {
    if (former) await former;
    while (!signal.aborted) {
      began = clock.now();
      try {
        await task(signal);
        failures = 0;
        return;
      } catch (error) {
        if (signal.aborted) return;
        failures = clock.now() - began >= longestPauseMs ? 1 : failures + 1;
        failed(asError(error));
      }
      began = Infinity;
      await clock.sleep(Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs), signal).catch(() => undefined); // aborted: the loop's own condition ends it
    }
  }
  return {
    begin() {
      if (abort && !abort.signal.aborted) return;
      abort = new AbortController();
      running = keepGoing(abort, running);
    },
    async end() {
      abort?.abort(new Error("The loop was stopped."));
      await running;
    },
    isFailing: () => failures > toleratedFailures && clock.now() - began < longestPauseMs,
  };
}
