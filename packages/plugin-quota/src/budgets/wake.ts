import type { Clock } from "@instar/kernel";

/** A bell for one sleeper. */
export interface Wake {
  call(): void;
  /** Resolves when it was called since the last wait, or after `ms`; at once when the signal is aborted. */
  wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void>;
}

export function createWake(): Wake {
  let called = false;
  let ring: (() => void) | undefined;
  return {
    call() {
      called = true;
      ring?.();
    },
    async wait(clock, ms, signal) {
      if (!called && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = clock.after(ms, () => done());
          const done = () => {
            timer[Symbol.dispose]();
            signal.removeEventListener("abort", done);
            ring = undefined;
            resolve();
          };
          ring = done;
          signal.addEventListener("abort", done, { once: true });
        });
      called = false;
    },
  };
}
