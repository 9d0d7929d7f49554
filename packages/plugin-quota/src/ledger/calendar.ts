const dayMs = 86_400_000;

/** `2026-11-21`. */
export type Day = string;

/** Days as the clocks of one zone have them, also where a night has 23 or 25 hours. */
export interface Calendar {
  dayOf(at: number): Day;
  /** The first instant of the day, epoch ms. A day that the zone left out begins where the next one does. */
  startOf(day: Day): number;
  /** `add` days later; negative for earlier. */
  shift(day: Day, add: number): Day;
  /** The Monday on or before the day. */
  weekOf(day: Day): Day;
  monthOf(day: Day): Day;
  nextMonthOf(day: Day): Day;
}

const utcOf = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const named = (utc: number): Day => new Date(utc).toISOString().slice(0, 10);

/** `timezone`: an IANA name; absent: this machine's. */
export function createCalendar(timezone?: string): Calendar {
  const format = new Intl.DateTimeFormat("en-US", {
    ...(timezone === undefined ? {} : { timeZone: timezone }),
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });

  /** What the clocks show, as if it were UTC. */
  function wallOf(at: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
    return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0);
  }

  const starts = new Map<Day, number>();

  function findStart(day: Day): number {
    const midnight = utcOf(day);
    const offsets = [midnight - dayMs, midnight + dayMs].map((at) => wallOf(at) - Math.floor(at / 1_000) * 1_000);
    const candidates = offsets.map((offset) => midnight - offset).sort((one, other) => one - other);
    return candidates.find((at) => wallOf(at) >= midnight) ?? (candidates.at(-1) as number);
  }

  function startOf(day: Day): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = findStart(day);
    if (starts.size > 2_000) starts.clear();
    starts.set(day, start);
    return start;
  }

  const shift = (day: Day, add: number) => named(utcOf(day) + add * dayMs);
  let last: { readonly day: Day; readonly from: number; readonly until: number } | undefined;

  return {
    dayOf(at) {
      if (last && at >= last.from && at < last.until) return last.day;
      const day = named(wallOf(at));
      last = { day, from: startOf(day), until: startOf(shift(day, 1)) };
      return day;
    },
    startOf,
    shift,
    weekOf: (day) => shift(day, -((new Date(utcOf(day)).getUTCDay() + 6) % 7)),
    monthOf: (day) => `${day.slice(0, 7)}-01`,
    nextMonthOf: (day) => named(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)),
  };
}
