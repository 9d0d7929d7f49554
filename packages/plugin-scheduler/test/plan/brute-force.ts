/**
 * When jobs are due, found out the slow way: the wall clock of every minute of a year, as Intl shows it, against every expression. It shares
 * nothing with the planner, and must not.
 */
const minuteMs = 60_000;

export interface WallClock {
  readonly start: number;
  /** Of each minute: what the clock shows, in minutes since 1970 of a calendar without zones. */
  readonly shown: Int32Array;
}

/** Intl is asked each quarter of an hour; where it shows that the clock was moved within one, each minute. */
export function wallClock(timezone: string, start: number, end: number): WallClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const look = (instant: number): number => {
    const [month, day, year, hour, minute] = (format.format(instant).match(/\d+/g) ?? []).map(Number) as [number, number, number, number, number];
    return Date.UTC(year, month - 1, day, hour, minute) / minuteMs;
  };
  const shown = new Int32Array((end - start) / minuteMs);
  let left = look(start);
  for (let quarter = 0; quarter < shown.length; quarter += 15) {
    const right = look(start + (quarter + 15) * minuteMs);
    for (let minute = 0; minute < 15; minute++) shown[quarter + minute] = right - left === 15 ? left + minute : look(start + (quarter + minute) * minuteMs);
    left = right;
  }
  return { start, shown };
}

const names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function numberOf(word: string): number {
  if (names.includes(word)) return names.indexOf(word) + 1;
  if (days.includes(word)) return days.indexOf(word);
  return Number(word);
}

function fits(field: string, value: number, least: number, most: number): boolean {
  return field.split(",").some((part) => {
    const [range = "", step = "1"] = part.split("/");
    const [from = least, to = from] = range === "*" || range === "?" ? [least, most] : range.split("-").map(numberOf);
    const values: number[] = [];
    for (let next = from; values.length <= most - least; next = next === most ? least : next + 1) {
      values.push(next);
      if (next === to) break;
    }
    return values.some((candidate, index) => candidate === value && index % Number(step) === 0);
  });
}

function fitsDate(expression: readonly string[], shownDay: number): boolean {
  const [, , , dayField = "", monthField = "", weekdayField = ""] = expression;
  const date = new Date(shownDay * 86_400_000);
  const [month, day, weekday] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()];
  const monthOf = (offset: number) => new Date((shownDay + offset) * 86_400_000).getUTCMonth() + 1;
  if (!fits(monthField, month, 1, 12)) return false;
  let last = day;
  while (new Date((shownDay + last - day + 1) * 86_400_000).getUTCMonth() + 1 === month) last++;

  const isNearest = (target: number) => {
    if (target > last) return false;
    const order = [0, -1, 1, -2, 2].map((offset) => target + offset).filter((near) => near >= 1 && near <= last);
    return order.find((near) => ![0, 6].includes(new Date((shownDay + near - day) * 86_400_000).getUTCDay())) === day;
  };
  const byDay =
    dayField === "L"
      ? day === last
      : dayField.startsWith("L-")
        ? day === last - Number(dayField.slice(2))
        : dayField === "LW"
          ? isNearest(last)
          : dayField.endsWith("W")
            ? isNearest(Number(dayField.slice(0, -1)))
            : fits(dayField, day, 1, 31);
  const [which = "", nth] = weekdayField.split("#");
  const byWeekday = nth
    ? weekday === Number(which) % 7 && Math.ceil(day / 7) === Number(nth)
    : /^\dL$/.test(which)
      ? weekday === Number(which[0]) % 7 && monthOf(7) !== month
      : fits(weekdayField, weekday, 0, 7) || (weekday === 0 && fits(weekdayField, 7, 0, 7));
  return !/^[*?]/.test(dayField) && !/^[*?]/.test(weekdayField) ? byDay || byWeekday : byDay && byWeekday;
}

/** Every instant of the year at which that cron expression is due. */
export function bruteCron(text: string, { start, shown }: WallClock): number[] {
  const expression = text.split(" ").length === 6 ? text.split(" ") : ["0", ...text.split(" ")];
  const [second = "", minute = "", hour = ""] = expression;
  const seconds = Array.from({ length: 60 }, (_, value) => value).filter((value) => fits(second, value, 0, 59));
  const times = Uint8Array.from({ length: 1_440 }, (_, value) => (fits(minute, value % 60, 0, 59) && fits(hour, Math.floor(value / 60), 0, 23) ? 1 : 0));
  const firstDay = Math.floor((shown[0] ?? 0) / 1_440) - 2;
  const dates = Uint8Array.from({ length: 372 }, (_, index) => (fitsDate(expression, firstDay + index) ? 1 : 0));
  const matches = (local: number) => times[local % 1_440] === 1 && dates[((local / 1_440) | 0) - firstDay] === 1;

  const dues: number[] = [];
  let furthest = (shown[0] ?? 0) - 1;
  for (let index = 0; index < shown.length; index++) {
    const local = shown[index] as number;
    const due = start + index * minuteMs;
    const again = local <= furthest;
    let lost = false;
    for (let skipped = furthest + 1; skipped < local; skipped++) lost ||= matches(skipped);
    if (lost && hour !== "*" && hour !== "*/1") dues.push(due);
    if (matches(local) && !(again && !hour.startsWith("*"))) for (const part of seconds) if (part > 0 || dues.at(-1) !== due) dues.push(due + part * 1_000);
    furthest = Math.max(furthest, local);
  }
  return dues;
}

/** Of a period in whole seconds: every one is tried, or every half or whole minute where no other can be meant. */
export function bruteEvery(seconds: number, start: number, end: number): number[] {
  const dues: number[] = [];
  const step = [60, 30, 1].find((size) => seconds % size === 0) as number;
  for (let second = start / 1_000; second < end / 1_000; second += step) if (second % seconds === 0) dues.push(second * 1_000);
  return dues;
}

/** `at` a local time, `2026-03-29 02:30`. */
export function bruteAt(local: string, { start, shown }: WallClock): number[] {
  const wanted = Date.parse(`${local.replace(" ", "T")}Z`) / minuteMs;
  return [start + shown.findIndex((minute) => minute >= wanted) * minuteMs];
}

export interface Absence {
  readonly from: number;
  readonly until: number;
}

export interface Outcome {
  readonly dueAt: number;
  readonly cause: "schedule" | "missed";
  readonly run: boolean;
  readonly covers?: { readonly count: number; readonly from: number };
}

/** What should become of all these, when nobody was there at times: by the words of the rules. */
export function bruteOutcomes(dues: readonly number[], absences: readonly Absence[], missed: "skip" | "once" | "all"): Outcome[] {
  const outcomes: Outcome[] = [];
  let index = 0;
  const runNow = (before: number) => {
    for (; index < dues.length && (dues[index] as number) < before; index++) outcomes.push({ dueAt: dues[index] as number, cause: "schedule", run: true });
  };
  for (const { from, until } of absences) {
    runNow(from);
    const due: number[] = [];
    for (; index < dues.length && (dues[index] as number) <= until; index++) due.push(dues[index] as number);
    const old = due.slice(0, Math.max(0, due.length - 100));
    if (old.length > 0) outcomes.push({ dueAt: old.at(-1) as number, cause: "missed", run: false, covers: { count: old.length, from: old[0] as number } });
    for (const dueAt of due.slice(old.length)) {
      const onTime = until - dueAt <= 60_000;
      const run = onTime || missed === "all" || (missed === "once" && dueAt === due.at(-1));
      outcomes.push({ dueAt, cause: onTime ? "schedule" : "missed", run });
    }
  }
  runNow(Number.POSITIVE_INFINITY);
  return outcomes;
}
