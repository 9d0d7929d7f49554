import type { Schedule } from "../contract.ts";
import { describeCron } from "./describe-cron.ts";
import { durationText } from "./duration.ts";

const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

function describeEvery(ms: number): string {
  const [size, name] = units.find(([unit]) => ms % unit === 0) ?? [];
  if (!size) return `every ${durationText(ms)}`;
  return ms === size ? `every ${name}` : `every ${ms / size} ${name}s`;
}

function describeMoment(at: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" }).format(at);
  return `once, at ${parts.replace(", ", " ").replace(/:00$/, "")} (${timezone})`;
}

/** A sentence of figures for people, without a full stop: `at 08:00 on Monday to Friday (Europe/Prague)`. */
export function describeSchedule(schedule: Schedule, timezone: string): string {
  if (schedule.kind === "every") return describeEvery(schedule.ms);
  if (schedule.kind === "at") return describeMoment(schedule.at, timezone);
  return `${describeCron(schedule.expression)} (${timezone})`;
}
