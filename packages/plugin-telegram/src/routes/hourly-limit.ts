import type { Clock } from "@instar/kernel";

const hourMs = 3_600_000;

/** Counts what each one does in any hour. `take` is false when `most` have been taken. */
export function createHourlyLimit(clock: Clock, most: number): { take(by: string): boolean } {
  const taken = new Map<string, readonly number[]>();
  return {
    take(by) {
      const since = clock.now() - hourMs;
      for (const [who, times] of taken) if ((times.at(-1) ?? 0) <= since) taken.delete(who);
      const recent = (taken.get(by) ?? []).filter((at) => at > since);
      if (recent.length >= most) return false;
      taken.set(by, [...recent, clock.now()]);
      return true;
    },
  };
}
