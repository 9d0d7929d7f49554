import type { Schedule } from "../contract.ts";
import { durationText } from "./duration.ts";

/** As one field, which `checkSchedule` reads back: a moment in UTC, whatever the zone. */
export function scheduleText(schedule: Schedule): string {
  if (schedule.kind === "cron") return schedule.expression;
  if (schedule.kind === "every") return `every ${durationText(schedule.ms)}`;
  return `at ${new Date(schedule.at).toISOString()}`;
}
