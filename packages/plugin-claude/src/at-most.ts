import type { Clock } from "@instar/kernel";

/** Resolves when the promise has settled, whatever its outcome, or after `ms`. */
export function atMost(promise: Promise<unknown>, ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, resolve);
    const done = () => {
      timer[Symbol.dispose]();
      resolve();
    };
    promise.then(done, done);
  });
}
