import type { Clock } from "@instar/kernel";

const maxWaitMs = 60_000;

/** Resolves when `listen` is told, at the latest after `ms` (0–60,000). */
export function waitFor(listen: (listener: () => void) => Disposable, ms: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      timer[Symbol.dispose]();
      listening[Symbol.dispose]();
      resolve();
    };
    const timer = clock.after(Math.min(Math.max(0, ms), maxWaitMs), done);
    const listening = listen(done);
  });
}
