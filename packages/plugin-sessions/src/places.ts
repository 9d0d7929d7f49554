/** A place among the living; given back once. */
export interface Places {
  /** Resolves when there is room, in the order of asking; rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<Disposable>;
  /** A session may have become idle: look again whether somebody waits for its place. */
  changed(): void;
  readonly taken: number;
  readonly waiting: number;
}

/**
 * A limit with a queue. `makeRoom` begins to park somebody who is idle and resolves when their place was given back, or returns
 * `undefined` when nobody is idle.
 */
export function createPlaces(limit: number, makeRoom: () => Promise<void> | undefined): Places {
  const waiters: { grant(place: Disposable): void }[] = [];
  let taken = 0;
  let leaving = 0;

  const give = (): Disposable => {
    taken++;
    let held = true;
    return {
      [Symbol.dispose]() {
        if (!held) return;
        held = false;
        taken--;
        look();
      },
    };
  };

  function look(): void {
    while (taken < limit) {
      const waiter = waiters.shift();
      if (!waiter) return;
      waiter.grant(give());
    }
    while (waiters.length > leaving) {
      const left = makeRoom();
      if (!left) return;
      leaving++;
      const looked = () => {
        leaving--;
        look();
      };
      left.then(looked, looked);
    }
  }

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const waiter = {
          grant(place: Disposable) {
            signal.removeEventListener("abort", abort);
            resolve(place);
          },
        };
        const abort = () => {
          waiters.splice(waiters.indexOf(waiter), 1);
          reject(signal.reason);
        };
        signal.addEventListener("abort", abort, { once: true });
        waiters.push(waiter);
        look();
      }),
    changed: look,
    get taken() {
      return taken;
    },
    get waiting() {
      return waiters.length;
    },
  };
}
