import type { Job } from "@instar/kernel/contracts";
import { type CheckedSchedule, checkSchedule } from "./check-schedule.ts";
import type { Zones } from "./zones.ts";

/** The schedule of a job in code. Its text may be all that a file's may be. */
export function contributed(schedule: Job["schedule"], timezone: string, zones?: Zones): CheckedSchedule {
  if (typeof schedule === "string") return checkSchedule(schedule, timezone, zones);
  if ("everyMs" in schedule) {
    const { everyMs } = schedule;
    if (Number.isSafeInteger(everyMs) && everyMs >= 1_000) return { schedule: { kind: "every", ms: everyMs } };
    return { problem: `everyMs is ${everyMs}.`, hint: "It is a whole number of milliseconds, at least 1,000." };
  }
  if (Number.isSafeInteger(schedule.at)) return { schedule: { kind: "at", at: schedule.at } };
  return { problem: `at is ${schedule.at}.`, hint: "It is an instant in epoch milliseconds." };
}
