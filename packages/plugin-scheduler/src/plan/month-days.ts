const weekdayPattern = 0b1_0000001_0000001_0000001_0000001;

/** `nth` is 1–5, or -1 for the last one. */
interface NthWeekday {
  readonly weekday: number;
  readonly nth: number;
}

/** The days that a cron expression names, as node-cron reads its fields. Days and months as bits: bit 0 is the first. */
export interface MonthDays {
  readonly months: number;
  readonly days: number;
  /** `L`, `L-3`: so many days before the last one. */
  readonly fromLast: readonly number[];
  /** `15W`: the weekday nearest to it within its month; 0 for `LW`. */
  readonly nearWeekday: readonly number[];
  readonly weekdays: number;
  readonly nthWeekdays: readonly NthWeekday[];
  /** Neither field begins with a star: a day that fits one of them is enough. */
  readonly either: boolean;
}

const none: readonly never[] = [];

export function monthDays(
  fields: { readonly month: readonly number[]; readonly dayOfMonth: readonly (number | string)[]; readonly dayOfWeek: readonly (number | string)[] },
  either: boolean,
): MonthDays {
  const fromLast: number[] = [];
  const nearWeekday: number[] = [];
  const nthWeekdays: NthWeekday[] = [];
  let days = 0;
  let weekdays = 0;
  for (const value of fields.dayOfMonth) {
    if (typeof value === "number") days |= 1 << (value - 1);
    else if (value.endsWith("W")) nearWeekday.push(value === "LW" ? 0 : Number.parseInt(value, 10));
    else fromLast.push(Number(value.slice(2)));
  }
  for (const value of fields.dayOfWeek) {
    if (typeof value === "number") weekdays |= 1 << (value % 7);
    else nthWeekdays.push({ weekday: Number.parseInt(value, 10) % 7, nth: value.endsWith("L") ? -1 : Number(value.slice(2)) });
  }
  return {
    months: fields.month.reduce((bits, month) => bits | (1 << (month - 1)), 0),
    days,
    fromLast: fromLast.length > 0 ? fromLast : none,
    nearWeekday: nearWeekday.length > 0 ? nearWeekday : none,
    weekdays,
    nthWeekdays: nthWeekdays.length > 0 ? nthWeekdays : none,
    either,
  };
}

function weekdayNear(target: number, length: number, firstWeekday: number): number {
  if (target > length) return 0;
  const weekday = (firstWeekday + target - 1) % 7;
  if (weekday === 6) return target === 1 ? 3 : target - 1;
  if (weekday === 0) return target === length ? target - 2 : target + 1;
  return target;
}

/** The days of the month (0–11) that fit, as bits: bit 0 is the first. */
export function daysOf(rule: MonthDays, year: number, month: number): number {
  if (((rule.months >>> month) & 1) === 0) return 0;
  const start = Date.UTC(year, month, 1);
  const length = (Date.UTC(year, month + 1, 1) - start) / 86_400_000;
  const firstWeekday = new Date(start).getUTCDay();
  const all = 0x7fffffff >>> (31 - length);

  let byDay = rule.days;
  for (const back of rule.fromLast) if (length - back >= 1) byDay |= 1 << (length - back - 1);
  for (const target of rule.nearWeekday) {
    const day = weekdayNear(target === 0 ? length : target, length, firstWeekday);
    if (day > 0) byDay |= 1 << (day - 1);
  }

  let byWeekday = rule.weekdays === 0b1111111 ? all : 0;
  if (byWeekday === 0)
    for (let weekday = 0; weekday < 7; weekday++) if ((rule.weekdays >>> weekday) & 1) byWeekday |= weekdayPattern << ((weekday - firstWeekday + 7) % 7);
  for (const { weekday, nth } of rule.nthWeekdays) {
    const first = 1 + ((weekday - firstWeekday + 7) % 7);
    const day = nth > 0 ? first + 7 * (nth - 1) : first + 7 * Math.floor((length - first) / 7);
    if (day <= length) byWeekday |= 1 << (day - 1);
  }
  return (rule.either ? byDay | byWeekday : byDay & byWeekday) & all;
}
