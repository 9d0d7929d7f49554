import { nearest } from "@instar/kernel/nearest";
import type { Schedule } from "../contract.ts";
import { checkCron } from "./check-cron.ts";
import { cronNicknames } from "./cron-rule.ts";
import { durationUnits, parseDuration } from "./duration.ts";
import { looksLikeMoment, parseMoment } from "./parse-moment.ts";
import { createZones, type Zones } from "./zones.ts";

/** The one `schedule` of a job, or what is wrong with it in a sentence for whoever wrote it. */
export type CheckedSchedule =
  | { readonly schedule: Schedule; readonly problem?: never; readonly hint?: never }
  | { readonly problem: string; readonly hint?: string; readonly schedule?: never };

const leastEveryMs = 1_000;
const mostEveryMs = 366 * 86_400_000;

function checkEvery(text: string): CheckedSchedule {
  const ms = parseDuration(text);
  if (ms === undefined) {
    const unit = /^[\d.]+\s*([a-z]+)$/i.exec(text.trim())?.[1];
    const near = unit && nearest(unit, durationUnits);
    const hint = "Write a number and a unit: every 90s, every 30m, every 2h. Each day at nine is 0 9 * * *.";
    return { problem: `"${text.trim()}" is not a period.`, hint: near ? `Did you mean "${text.trim().replace(unit, near)}"?` : hint };
  }
  if (ms < leastEveryMs) return { problem: `A job cannot run every ${text.trim()}.`, hint: "The shortest period is 1s." };
  if (ms > mostEveryMs)
    return { problem: `A job cannot run every ${text.trim()}.`, hint: "The longest period is 366d; a cron expression can name a date in the year." };
  return { schedule: { kind: "every", ms } };
}

function checkAt(text: string, timezone: string, zones: Zones): CheckedSchedule {
  const at = parseMoment(text, () => zones.zone(timezone));
  if (at !== undefined) return { schedule: { kind: "at", at } };
  return { problem: `"${text.trim()}" is not a date with a time.`, hint: "Write it as 2026-12-01 09:00 (in the job's time zone) or 2026-12-01T09:00+01:00." };
}

/**
 * Reads `0 8 * * 1-5`, `@daily`, `every 30m`, `at 2026-12-01 09:00` or a moment by itself. `timezone` is what a moment without an offset is meant
 * in; it must be a known one (`checkTimezone`).
 */
export function checkSchedule(text: string, timezone: string, zones: Zones = createZones()): CheckedSchedule {
  const plain = text.trim();
  const [word = ""] = plain.split(/\s+/, 1);
  const rest = plain.slice(word.length).trim();
  if (plain === "") return { problem: "The schedule is empty.", hint: "For example `0 8 * * 1-5`, `every 30m` or `at 2026-12-01 09:00`." };
  if (word.toLowerCase() === "every") return checkEvery(rest);
  if (word.toLowerCase() === "at") return checkAt(rest, timezone, zones);
  if (looksLikeMoment(plain)) return checkAt(plain, timezone, zones);
  const expression = plain.split(/\s+/).join(" ");
  const wrong = checkCron(expression, zones);
  if (!wrong) return { schedule: { kind: "cron", expression } };
  if (/^[a-z]/i.test(word)) {
    const near = nearest(word, ["every", "at", ...cronNicknames.map((name) => name.slice(1))]);
    const known = near && (near === "every" || near === "at" ? `${near} ${rest}`.trim() : `@${near}`);
    return {
      problem: `"${plain}" is not a schedule.`,
      hint: known ? `Did you mean "${known}"?` : "Use a cron expression (0 8 * * 1-5), `every 30m` or `at 2026-12-01 09:00`.",
    };
  }
  return wrong;
}
