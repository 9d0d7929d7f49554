import type { Clock } from "./clock.ts";
import { asError } from "./errors.ts";

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** A loop that is kept going: restarted with doubling pauses after a failure, and begun afresh after running well for a minute. */
export function startBackground(task: (signal: AbortSignal) => Promise<void>, clock: Clock, failed: (error: Error) => void): AsyncDisposable {
  const abort = new AbortController();
  const { signal } = abort;

  const loop = async () => {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const began = clock.now();
      try {
        return await task(signal);
      } catch (error) {
        if (signal.aborted) return;
        failed(asError(error));
      }
      if (clock.now() - began >= longestPauseMs) pauseMs = firstPauseMs;
      await clock.sleep(pauseMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
    }
  };
  const running = loop();
  return {
    async [Symbol.asyncDispose]() {
      abort.abort(new Error("The loop was stopped."));
      await running;
    },
  };
}
