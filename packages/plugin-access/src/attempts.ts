import { createHash } from "node:crypto";
import type { Clock } from "@instar/kernel";
import type { Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** When the last wrong ones were, epoch ms, oldest first. */
export const attemptsShape: Versioned<readonly number[]> = { version: 1, schema: z.array(z.number()) };

const most = 5;
const withinMs = 600_000;

export interface Attempts {
  /** How long nothing is taken from a place, in ms; 0 when it may try. */
  refusedFor(place: string): Promise<number>;
  failed(place: string): Promise<void>;
}

/** Counts wrong attempts by place: 5 within 10 minutes, then none until the oldest is 10 minutes old. Restarts change nothing. */
export function createAttempts(records: Records<readonly number[]>, clock: Clock): Attempts {
  // A place is named by its sender, so its name may be too long for a key
  const keyOf = (place: string) => createHash("sha256").update(place).digest("hex");
  const recent = (times: readonly number[]) => times.filter((at) => Math.abs(clock.now() - at) < withinMs).slice(-most);

  return {
    async refusedFor(place) {
      const times = recent((await records.get(keyOf(place)))?.value ?? []);
      return times.length < most ? 0 : withinMs - Math.abs(clock.now() - (times[0] as number));
    },
    async failed(place) {
      await records.update(keyOf(place), (times) => [...recent(times ?? []), clock.now()].slice(-most));
    },
  };
}
