/** Wall clock in ms since the epoch. Tests move their own by hand. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason when aborted. Somebody waits for it, so it keeps the process alive. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs once after `ms`, unless disposed before. Does not keep the process alive. */
  after(ms: number, run: () => void): Disposable;
}

/** Node fires a longer timer at once, so waits are cut into pieces of this. */
const longestTimerMs = 2 ** 31 - 1;

function startTimer(ms: number, run: () => void, keepsAlive: boolean): Disposable {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    timer = setTimeout(() => (left > longestTimerMs ? wait(left - longestTimerMs) : run()), Math.min(left, longestTimerMs));
    if (!keepsAlive) timer.unref();
  };
  wait(Math.max(0, ms));
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

/** The machine's clock. */
export const systemClock: Clock = Object.freeze<Clock>({
  now: () => Date.now(),
  after: (ms, run) => startTimer(ms, run, false),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        timer[Symbol.dispose]();
        reject(signal?.reason);
      };
      const done = () => resolve(signal?.removeEventListener("abort", abort));
      const timer = startTimer(ms, done, true);
      signal?.addEventListener("abort", abort, { once: true });
    });
  },
});
