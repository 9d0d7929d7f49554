import type { Clock } from "@instar/kernel";

/** Who waits for a run to change. */
export interface RunWaiters {
  /** Resolves when anything of this run changes, at the latest after `ms`. */
  changed(id: string, ms: number): Promise<void>;
  wake(id: string): void;
  wakeAll(): void;
}

export function createRunWaiters(clock: Clock): RunWaiters {
  const waiters = new Set<{ readonly id: string; readonly wake: () => void }>();
  return {
    changed(id, ms) {
      return new Promise((resolve) => {
        const done = () => {
          waiters.delete(waiter);
          timer[Symbol.dispose]();
          resolve();
        };
        const waiter = { id, wake: done };
        const timer = clock.after(ms, done);
        waiters.add(waiter);
      });
    },
    wake(id) {
      for (const waiter of [...waiters]) if (waiter.id === id) waiter.wake();
    },
    wakeAll() {
      for (const waiter of [...waiters]) waiter.wake();
    },
  };
}
