import type { Schedule } from "../contract.ts";
import { type Plan, planOf } from "./plan.ts";
import { planCron } from "./plan-cron.ts";
import { createZones, type Zones } from "./zones.ts";

function planEvery(ms: number): Plan {
  return planOf({
    next: (after) => (Math.floor(Math.floor(after) / ms) + 1) * ms,
    count: (after, until) => Math.max(0, Math.floor(Math.floor(until) / ms) - Math.floor(Math.floor(after) / ms)),
  });
}

function planAt(at: number): Plan {
  return planOf({ next: (after) => (after < at ? at : undefined), count: (after, until) => (after < at && at <= until ? 1 : 0) });
}

/**
 * When a job of that schedule is due. Equal schedules of one `zones` share one plan. Throws for what `checkSchedule` or `checkTimezone` refuse:
 * ask them first.
 */
export function planFor(schedule: Schedule, timezone: string, zones: Zones = createZones()): Plan {
  if (schedule.kind === "at") return planAt(schedule.at);
  if (schedule.kind === "every") return zones.plan(`every ${schedule.ms}`, () => planEvery(schedule.ms));
  return zones.plan(`${timezone} ${schedule.expression}`, () => {
    const rule = zones.rule(schedule.expression);
    if ("errors" in rule) throw new RangeError(`Not a cron expression: ${schedule.expression}`);
    return planCron(rule, zones.zone(timezone));
  });
}
