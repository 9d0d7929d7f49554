import type { Clock } from "@instar/kernel";

/** A timer does not count while the machine sleeps, so a long wait looks at the wall clock this often. */
const lookEveryMs = 60_000;

/** Runs once when the wall clock has reached `at` (epoch ms), unless disposed before; after a sleep of the machine within a minute. */
export function wakeAt(clock: Clock, at: number, run: () => void): Disposable {
  let timer: Disposable;
  const look = () => {
    const leftMs = at - clock.now();
    timer = leftMs > lookEveryMs ? clock.after(lookEveryMs, look) : clock.after(Math.max(0, leftMs), run);
  };
  look();
  return { [Symbol.dispose]: () => timer[Symbol.dispose]() };
}
