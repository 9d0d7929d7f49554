import type { Clock } from "@instar/kernel";
import { wakeAt } from "../wake-at.ts";

export interface Parking {
  /** Until when nothing begins, in epoch ms. */
  readonly until: number | undefined;
  /** Of two times the later one holds. */
  park(until: number): void;
  lift(): void;
}

/** A conversation that waits for a limit to pass. `over`: it has passed. */
export function createParking(clock: Clock, over: () => void): Parking {
  let parked: { readonly until: number; readonly timer: Disposable } | undefined;
  function lift() {
    parked?.timer[Symbol.dispose]();
    parked = undefined;
  }
  return {
    get until() {
      return parked?.until;
    },
    park(until) {
      if (until <= clock.now() || (parked && parked.until >= until)) return;
      lift();
      const timer = wakeAt(clock, until, () => {
        parked = undefined;
        over();
      });
      parked = { until, timer };
    },
    lift,
  };
}
