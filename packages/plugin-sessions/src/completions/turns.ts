/** At most so many at a time; the others wait in the order of asking. */
export interface Turns {
  /** Rejects with the signal's reason. Dispose what it gives to let the next one go. */
  take(signal: AbortSignal): Promise<Disposable>;
  /** Whether the next one would have to wait. */
  readonly full: boolean;
  readonly waiting: number;
}

export function createTurns(atOnce: number): Turns {
  const waiters: (() => void)[] = [];
  let taken = 0;

  const give = (): Disposable => {
    taken += 1;
    return {
      [Symbol.dispose]() {
        taken -= 1;
        waiters.shift()?.();
      },
    };
  };

  return {
    take(signal) {
      signal.throwIfAborted();
      if (taken < atOnce) return Promise.resolve(give());
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiters.splice(waiters.indexOf(grant), 1);
          reject(signal.reason);
        };
        const grant = () => {
          signal.removeEventListener("abort", leave);
          resolve(give());
        };
        waiters.push(grant);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
    get full() {
      return taken >= atOnce;
    },
    get waiting() {
      return waiters.length;
    },
  };
}
