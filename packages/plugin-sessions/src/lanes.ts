/** One task at a time per key, in the order of asking; different keys at once. */
export interface Lanes {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when no task is left, also of those added meanwhile. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, task) {
      const done = (tails.get(key) ?? Promise.resolve()).then(task);
      const tail = done
        .catch(() => {
          // The caller has the failure; the next task of this key runs all the same.
        })
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
      return done;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
