export interface Wake {
  call(): void;
  /** Resolves with the next call; rejects when the signal is aborted. */
  woken(signal: AbortSignal): Promise<void>;
}

/** A bell for one sleeper: whoever listens before looking misses nothing. */
export function createWake(): Wake {
  const sleepers = new Set<() => void>();
  return {
    call() {
      for (const wake of sleepers) wake();
      sleepers.clear();
    },
    woken(signal) {
      return new Promise((resolve, reject) => {
        const abort = () => {
          sleepers.delete(wake);
          reject(signal.reason);
        };
        const wake = () => {
          signal.removeEventListener("abort", abort);
          resolve();
        };
        if (signal.aborted) return abort();
        sleepers.add(wake);
        signal.addEventListener("abort", abort, { once: true });
      });
    },
  };
}
