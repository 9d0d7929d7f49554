import { randomBytes } from "node:crypto";
import type { Clock } from "@instar/kernel";

/** Makes UUIDs of version 7 (RFC 9562, 5.7) that sort in the order in which they were made: 12 bits count within a millisecond. */
export function createIds(clock: Clock): { next(): string; startAfter(id: string): void } {
  let lastMs = 0;
  let count = 0;

  function next(): string {
    const now = Math.floor(clock.now());
    if (now > lastMs) {
      lastMs = now;
      count = 0;
    } else if (++count > 0xfff) {
      lastMs++;
      count = 0;
    }
    const time = lastMs.toString(16).padStart(12, "0");
    const random = randomBytes(8);
    random[0] = ((random[0] as number) & 0x3f) | 0x80;
    const tail = random.toString("hex");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, "0")}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  }

  return {
    next,
    /** Goes on behind an id of a former run, even if the clock was set back since. */
    startAfter(id) {
      const [, high = "", low = "", counted = ""] = /^([0-9a-f]{8})-([0-9a-f]{4})-7([0-9a-f]{3})-/.exec(id) ?? [];
      const ms = Number.parseInt(high + low, 16);
      const after = Number.parseInt(counted, 16);
      if (ms > lastMs) [lastMs, count] = [ms, after];
      else if (ms === lastMs) count = Math.max(count, after);
    },
  };
}

/** When an id was made, in epoch ms; undefined for what is none. */
export function madeAt(id: string): number | undefined {
  const [, high = "", low = ""] = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-/.exec(id) ?? [];
  return high === "" ? undefined : Number.parseInt(high + low, 16);
}

/** The first id that can have been made at this time (epoch ms). */
export function firstIdAt(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** The same id so changed that ascending order is newest first. */
export const newestFirst = (id: string): string => id.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
