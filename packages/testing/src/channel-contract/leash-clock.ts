import type { Clock } from "@instar/kernel";

/** A clock whose timers stop firing when it is cut. */
export function leashClock(clock: Clock) {
  let cut = false;
  const leashed: Clock = {
    now: clock.now,
    after: (ms, run) => clock.after(ms, () => (cut ? undefined : run())),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const abort = () => {
          timer[Symbol.dispose]();
          reject(signal?.reason);
        };
        const timer = leashed.after(ms, () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        });
        if (signal?.aborted) abort();
        else signal?.addEventListener("abort", abort, { once: true });
      });
    },
  };
  return {
    clock: leashed,
    cut() {
      cut = true;
    },
  };
}
