const unitsMs: readonly (readonly [pattern: RegExp, ms: number])[] = [
  [/^(ms|milliseconds?)$/, 1],
  [/^(s|secs?|seconds?)$/, 1_000],
  [/^(m|mins?|minutes?)$/, 60_000],
  [/^(h|hrs?|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
  [/^(w|weeks?)$/, 604_800_000],
];

/** Words for the units, for finding what a misspelt one was to be. */
export const durationUnits = ["ms", "s", "seconds", "m", "minutes", "h", "hours", "d", "days", "w", "weeks"] as const;

/** `90s`, `30m`, `2h`, `1d`, `1h30m`, `1.5 hours` in whole ms. Undefined for anything else: a number needs its unit. */
export function parseDuration(text: string): number | undefined {
  const parts = [
    ...text
      .trim()
      .toLowerCase()
      .matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gy),
  ];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text.trim().toLowerCase()) return undefined;
  let total = 0;
  for (const [, amount, unit] of parts) {
    const ms = unitsMs.find(([pattern]) => pattern.test(unit ?? ""))?.[1];
    if (ms === undefined) return undefined;
    total += Number(amount) * ms;
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : undefined;
}

const shown = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "m"],
  [1_000, "s"],
  [1, "ms"],
] as const;

/** The shortest text that `parseDuration` reads back: `30m`, `1h30m`. */
export function durationText(ms: number): string {
  let rest = Math.max(0, Math.round(ms));
  if (rest === 0) return "0s";
  let text = "";
  for (const [size, unit] of shown) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}
