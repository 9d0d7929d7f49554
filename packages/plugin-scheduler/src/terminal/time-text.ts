const units = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
] as const;

/** In two units at most: `3 h 20 min`, `12 ms`. */
export function spanText(ms: number): string {
  const whole = Math.abs(ms);
  if (whole < 1_000) return `${Math.round(whole)} ms`;
  const index = units.findIndex(([size]) => whole >= size);
  const [size, name] = units[index === -1 ? 3 : index] as (typeof units)[number];
  const next = units[index + 1];
  const first = Math.floor(whole / size);
  const rest = next === undefined || index === -1 ? 0 : Math.floor((whole % size) / next[0]);
  return rest > 0 && next !== undefined && first < 10 ? `${first} ${name} ${rest} ${next[1]}` : `${first} ${name}`;
}

/** `in 3 h 20 min`, `5 min ago`, `now`. */
export function relativeText(at: number, now: number): string {
  const ms = at - now;
  if (Math.abs(ms) < 1_000) return "now";
  return ms > 0 ? `in ${spanText(ms)}` : `${spanText(ms)} ago`;
}

/** Where the reader is: `Mon 2026-11-23 08:00`. */
export function momentText(at: number, timezone?: string): string {
  const zone = timezone === undefined ? {} : { timeZone: timezone };
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", ...zone }).format(at);
  const date = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", ...zone }).format(at);
  return `${day} ${date.replace(/:00$/, "")}`;
}

export const momentAndSpan = (at: number, now: number): string => `${momentText(at)} (${relativeText(at, now)})`;
