/** The same numbers for the same seed. */
export function seeded(seed: number) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const one = <T>(choices: readonly T[]): T => choices[whole(0, choices.length - 1)] as T;
  return { whole, one };
}

export type Seeded = ReturnType<typeof seeded>;

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** A cron expression of any kind, seldom enough that a year of two hundred stays small. */
export function anyCron({ whole, one }: Seeded): string {
  const minute = one([() => `${whole(0, 59)}`, () => `${whole(0, 59)}`, () => "0", () => `${whole(0, 29)},${whole(30, 59)}`, () => "*/30"])();
  const second = one(["", "", "", "", "", "", `${whole(0, 59)} `, "*/20 "]);
  const hour = one([
    () => `${whole(0, 23)}`,
    () => `${whole(0, 3)}`,
    () => "2",
    () => `${whole(0, 2)},${whole(3, 23)}`,
    () => `${whole(0, 4)}-${whole(5, 9)}`,
    () => "22-2",
    () => `${whole(0, 2)}-23/${whole(3, 8)}`,
    () => `*/${whole(2, 12)}`,
    () => one(["*", "2", "*/1"]),
  ])();
  const day = one([
    () => "*",
    () => "*",
    () => "*",
    () => "?",
    () => `${whole(1, 31)}`,
    () => `${whole(1, 15)},${whole(16, 31)}`,
    () => `${whole(1, 9)}-${whole(10, 28)}/2`,
    () => "L",
    () => `L-${whole(1, 9)}`,
    () => `${whole(1, 31)}W`,
    () => "LW",
    () => "*/2",
  ])();
  const month = one([() => "*", () => "*", () => "*", () => `${whole(1, 6)}-${whole(7, 12)}`, () => `${one(months)},${one(months)}`, () => "*/2"])();
  const weekday = one([
    () => "*",
    () => "*",
    () => "*",
    () => "1-5",
    () => "MON-FRI",
    () => "0,6",
    () => `${whole(0, 7)}`,
    () => "5-7",
    () => `${whole(0, 7)}L`,
    () => `${whole(0, 6)}#${whole(1, 5)}`,
  ])();
  // 31 in a February alone is refused, rightly.
  return `${second}${minute} ${hour} ${day} ${/^(29|30|31)$/.test(day) ? "*" : month} ${weekday}`;
}
