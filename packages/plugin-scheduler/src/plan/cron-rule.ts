import { type CronFieldError, validateDetailed } from "node-cron";
import { type ClockTimes, timeFrom, timesBelow, timesPerDay } from "./clock-times.ts";
import { daysOf, type MonthDays, monthDays } from "./month-days.ts";
import { bitCount, lowestBit, numberSet } from "./number-set.ts";

const dayMs = 86_400_000;

const nicknames: { readonly [name: string]: string } = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

export const cronNicknames: readonly string[] = Object.keys(nicknames);

/** A cron expression as dates and times of a calendar that knows no zone: every "local" below is the wall clock, as if it were UTC. */
export interface CronRule {
  readonly times: ClockTimes;
  readonly days: MonthDays;
  /** Its hour field names hours: each wall time once, also when the clock shows it twice. Else it counts real time. */
  readonly oncePerTime: boolean;
  /** What falls in an hour that the clock leaps over runs right after the leap. */
  readonly mendsGaps: boolean;
}

/** The six fields, second first, as they were written. */
export function cronFields(expression: string): readonly string[] {
  const plain = nicknames[expression.trim().toLowerCase()] ?? expression.trim();
  const fields = plain.split(/\s+/);
  return fields.length === 5 ? ["0", ...fields] : fields;
}

/** Reads an expression as node-cron does. */
export function parseCron(expression: string): CronRule | { readonly errors: readonly CronFieldError[] } {
  const raw = cronFields(expression);
  const { fields, errors } = validateDetailed(raw.join(" "));
  if (!fields) return { errors };
  const [, , hour = "", dayOfMonth = "", , dayOfWeek = ""] = raw;
  const startsFree = (field: string) => field.startsWith("*") || field.startsWith("?");
  const times = { seconds: numberSet(fields.second), minutes: numberSet(fields.minute), hours: numberSet(fields.hour) };
  return {
    times,
    days: monthDays(fields, !startsFree(dayOfMonth) && !startsFree(dayOfWeek)),
    oncePerTime: !hour.startsWith("*"),
    mendsGaps: times.hours.size < 24 || !hour.startsWith("*"),
  };
}

/** The first matching local time in [from, until). */
export function nextLocal({ times, days }: CronRule, from: number, until: number): number | undefined {
  const seconds = Math.ceil(from / 1_000);
  const day = Math.floor(seconds / 86_400);
  const date = new Date(day * dayMs);
  let year = date.getUTCFullYear();
  let month = date.getUTCMonth();
  const today = date.getUTCDate() - 1;
  let mask = (daysOf(days, year, month) >>> today) << today;
  if ((mask >>> today) & 1) {
    const time = timeFrom(times, seconds - day * 86_400);
    const local = day * dayMs + time * 1_000;
    if (time >= 0) return local < until ? local : undefined;
    mask &= ~(1 << today);
  }
  for (;;) {
    const monthStart = Date.UTC(year, month, 1);
    if (monthStart >= until) return undefined;
    if (mask !== 0) {
      const local = monthStart + lowestBit(mask) * dayMs + timeFrom(times, 0) * 1_000;
      return local < until ? local : undefined;
    }
    month += 1;
    if (month === 12) {
      month = 0;
      year += 1;
    }
    mask = daysOf(days, year, month);
  }
}

/** How many matching local times are in [from, until): by arithmetic, a step for each month. */
export function countLocal(rule: CronRule, from: number, until: number): number {
  if (until <= from) return 0;
  const perDay = timesPerDay(rule.times);
  const begin = new Date(Math.ceil(from / 1_000) * 1_000);
  const end = new Date(Math.ceil(until / 1_000) * 1_000);
  let count = matchesOfMonthBefore(rule, end) - matchesOfMonthBefore(rule, begin);
  const last = end.getUTCFullYear() * 12 + end.getUTCMonth();
  for (let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth(); month < last; month++)
    count += bitCount(daysOf(rule.days, Math.floor(month / 12), month % 12)) * perDay;
  return count;
}

function matchesOfMonthBefore({ times, days }: CronRule, local: Date): number {
  const mask = daysOf(days, local.getUTCFullYear(), local.getUTCMonth());
  const today = local.getUTCDate() - 1;
  const before = bitCount(mask & ((1 << today) - 1)) * timesPerDay(times);
  return (mask >>> today) & 1 ? before + timesBelow(times, Math.floor((local.getTime() - Math.floor(local.getTime() / dayMs) * dayMs) / 1_000)) : before;
}
