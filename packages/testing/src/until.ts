import { setTimeout as pause } from "node:timers/promises";
import { TestingError } from "./errors.ts";
import { settle } from "./manual-clock.ts";

/** Generous, for machines that are busy: whoever waits in vain fails late, and nobody else waits that long. */
const longestWaitMs = 20_000;
const turnsAtOnce = 200;

/**
 * Lets a house work until something holds, and resolves with it. It moves no clock. A condition that throws does not hold yet: a part that it reads is still
 * to come. Rejects with TESTING_WAITED_IN_VAIN after 20 s of real time, `what` said in it, and what the condition threw last as its cause.
 */
export async function until<Found>(holds: () => Found | Promise<Found>, what = "the expected state"): Promise<NonNullable<Found>> {
  const began = performance.now();
  let cause: unknown;
  for (let turn = 0; performance.now() - began < longestWaitMs; turn++) {
    cause = undefined;
    try {
      const found = await holds();
      if (found) return found;
    } catch (error) {
      cause = error;
    }
    // Real files know nothing of the clock that is moved by hand, and take as long as the machine lets them
    if (turn < turnsAtOnce) await settle(1);
    else await pause(1);
  }
  throw TestingError.WAITED_IN_VAIN(what, longestWaitMs / 1_000, [], { cause });
}
