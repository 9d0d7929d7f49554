const dayMinutes = 1_440;
const minuteMs = 60_000;

/** Minutes since midnight, as a clock on the wall of `timezone` shows them. */
function minuteOfDay(at: number, timezone: string | undefined): number {
  const parts = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone }).formatToParts(at);
  const read = (type: "hour" | "minute") => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return read("hour") * 60 + read("minute");
}

/** Minutes since midnight of a time such as "09:00". */
function parseTime(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Moved by less than half a day, so that the wall's clock shows `minute`: a night on which the clock changes shifts a plain subtraction. */
function onTheMinute(at: number, minute: number, timezone: string | undefined): number {
  const off = ((minuteOfDay(at, timezone) - minute + dayMinutes * 1.5) % dayMinutes) - dayMinutes / 2;
  return at - off * minuteMs;
}

/** The latest instant, `now` included, at which the wall's clock showed `time`. */
export function latestTime(now: number, time: string, timezone: string | undefined): number {
  const minute = parseTime(time);
  const since = (minuteOfDay(now, timezone) - minute + dayMinutes) % dayMinutes;
  const latest = onTheMinute(Math.floor(now / minuteMs) * minuteMs - since * minuteMs, minute, timezone);
  return latest <= now ? latest : onTheMinute(latest - dayMinutes * minuteMs, minute, timezone);
}

/** The first instant after `now` at which the wall's clock will show `time`. */
export function nextTime(now: number, time: string, timezone: string | undefined): number {
  const minute = parseTime(time);
  const next = onTheMinute(latestTime(now, time, timezone) + dayMinutes * minuteMs, minute, timezone);
  return next > now ? next : next + dayMinutes * minuteMs;
}

/** Whether the wall's clock shows a time of `[from, to)`, which may reach over midnight. */
export function isWithin(now: number, { from, to }: { readonly from: string; readonly to: string }, timezone: string | undefined): boolean {
  const minute = minuteOfDay(now, timezone);
  const [begin, end] = [parseTime(from), parseTime(to)];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}
