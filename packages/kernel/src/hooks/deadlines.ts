import type { Clock } from "../clock.ts";

/** Deadlines that cost a timer only when the event loop turns before they are met: most promises are settled by then. */
export function createDeadlines(clock: Clock) {
  const untimed = new Set<() => void>();
  let turning = false;

  /** Returns what takes the deadline back. */
  return (ms: number, expire: () => void): (() => void) => {
    let timer: Disposable | undefined;
    const arm = () => {
      timer = clock.after(ms, expire);
    };
    untimed.add(arm);
    if (!turning)
      setImmediate(() => {
        turning = false;
        for (const late of untimed) late();
        untimed.clear();
      });
    turning = true;
    return () => {
      if (!untimed.delete(arm)) timer?.[Symbol.dispose]();
    };
  };
}
