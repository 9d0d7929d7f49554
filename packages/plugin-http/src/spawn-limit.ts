import type { Clock } from "@instar/kernel";
import type { Caller } from "@instar/kernel/contracts";

const windowMs = 60_000;

/** Counts, per caller and in any minute, the requests that start work. */
export function createSpawnLimit(clock: Clock, count: number) {
  const callers = new Map<string, number[]>();
  return {
    windowMs,
    /** In how many ms the caller may come again; 0 lets it in and counts it. */
    take(caller: Caller): number {
      const now = clock.now();
      // A clock that was set back leaves times to come; they would keep everybody out until then
      const counts = (time: number) => time <= now && time > now - windowMs;
      for (const [key, times] of callers) if (!times.some(counts)) callers.delete(key);
      const key = caller.kind === "owner" ? "owner" : `agent ${caller.session}`;
      const times = (callers.get(key) ?? []).filter(counts);
      callers.set(key, times);
      if (times.length >= count) return (times[0] as number) + windowMs - now;
      times.push(now);
      return 0;
    },
  };
}

export type SpawnLimit = ReturnType<typeof createSpawnLimit>;
