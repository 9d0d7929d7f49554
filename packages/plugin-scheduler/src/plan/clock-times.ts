import { countBelow, hasNumber, type NumberSet, numberFrom } from "./number-set.ts";

/** The times of a day that a cron expression names: each hour with each minute with each second. */
export interface ClockTimes {
  readonly hours: NumberSet;
  readonly minutes: NumberSet;
  readonly seconds: NumberSet;
}

export const timesPerDay = ({ hours, minutes, seconds }: ClockTimes): number => hours.size * minutes.size * seconds.size;

/** Of a set with the three fields, the second of the day from `from` (0–86,400) on; -1 when the day has no more. */
export function timeFrom({ hours, minutes, seconds }: ClockTimes, from: number): number {
  let hour = Math.floor(from / 3_600);
  let minute = Math.floor((from % 3_600) / 60);
  let second = from % 60;
  if (hasNumber(hours, hour)) {
    if (hasNumber(minutes, minute)) {
      second = numberFrom(seconds, second);
      if (second >= 0) return hour * 3_600 + minute * 60 + second;
    }
    minute = numberFrom(minutes, minute + 1);
    if (minute >= 0) return hour * 3_600 + minute * 60 + numberFrom(seconds, 0);
  }
  hour = numberFrom(hours, hour + 1);
  return hour < 0 ? -1 : hour * 3_600 + numberFrom(minutes, 0) * 60 + numberFrom(seconds, 0);
}

/** How many of them are before the second `until` (0–86,399) of the day. */
export function timesBelow({ hours, minutes, seconds }: ClockTimes, until: number): number {
  const hour = Math.floor(until / 3_600);
  const minute = Math.floor((until % 3_600) / 60);
  let count = countBelow(hours, hour) * minutes.size * seconds.size;
  if (!hasNumber(hours, hour)) return count;
  count += countBelow(minutes, minute) * seconds.size;
  return hasNumber(minutes, minute) ? count + countBelow(seconds, until % 60) : count;
}
