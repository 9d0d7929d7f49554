import { type CronRule, countLocal, nextLocal } from "./cron-rule.ts";
import { type Plan, planOf } from "./plan.ts";
import type { Stretch, Zone } from "./zones.ts";

/** From one 29 February to the next over a year that has none, and a few days. */
const horizonMs = 2_930 * 86_400_000;

/**
 * In a time zone the wall clock is a straight line within each stretch of one offset; only between two of them it leaps or goes back. So every
 * question is asked stretch by stretch, of a calendar without zones.
 */
export function planCron(rule: CronRule, zone: Zone): Plan {
  /** The local times of a stretch that count, from the instant `from` on. */
  const firstLocal = (stretch: Stretch, from: number): number => {
    const local = Math.max(from, stretch.start) + stretch.offsetMs;
    return rule.oncePerTime ? Math.max(local, stretch.start + stretch.beforeMs) : local;
  };
  /** Whether something was leapt over right before this stretch. */
  const mends = ({ start, offsetMs, beforeMs }: Stretch): boolean =>
    rule.mendsGaps && offsetMs > beforeMs && nextLocal(rule, start + beforeMs, start + offsetMs) !== undefined;

  return planOf({
    next(after) {
      const from = Math.floor(after) + 1;
      const horizon = from + horizonMs;
      for (let stretch = zone.stretchAt(from); stretch.start < horizon; stretch = zone.stretchAt(stretch.end)) {
        if (from <= stretch.start && mends(stretch)) return stretch.start;
        const local = nextLocal(rule, firstLocal(stretch, from), stretch.end + stretch.offsetMs);
        if (local !== undefined) return local - stretch.offsetMs;
      }
      return undefined;
    },
    count(after, until) {
      const from = Math.floor(after) + 1;
      let count = 0;
      for (let stretch = zone.stretchAt(from); stretch.start <= until; stretch = zone.stretchAt(stretch.end)) {
        const local = stretch.start + stretch.offsetMs;
        if (from <= stretch.start && mends(stretch) && nextLocal(rule, local, local + 1) === undefined) count += 1;
        count += countLocal(rule, firstLocal(stretch, from), Math.min(stretch.end, Math.floor(until) + 1) + stretch.offsetMs);
      }
      return count;
    },
  });
}
