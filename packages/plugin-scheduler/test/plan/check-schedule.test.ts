import { expect, test } from "vitest";
import { checkSchedule } from "../../src/plan/check-schedule.ts";
import { checkTimezone } from "../../src/plan/check-timezone.ts";
import { describeSchedule } from "../../src/plan/describe-schedule.ts";
import { durationText, parseDuration } from "../../src/plan/duration.ts";
import { scheduleText } from "../../src/plan/schedule-text.ts";

const timezone = "Europe/Prague";

test.each([
  ["", "The schedule is empty.", "For example"],
  ["evry 5m", '"evry 5m" is not a schedule.', 'Did you mean "every 5m"?'],
  ["dayly", '"dayly" is not a schedule.', 'Did you mean "@daily"?'],
  ["@dayly", 'There is no "@dayly".', "Did you mean @daily?"],
  ["tomorrow", '"tomorrow" is not a schedule.', "Use a cron expression"],
  ["0 8 * *", 'A cron expression has five fields (minute hour day month weekday) or six (second first); "0 8 * *" has 4.', "at 08:00 on Monday to Friday"],
  ["0 25 * * *", 'The hour field cannot be "25".', "0–23"],
  ["0 8 * * MONN", 'The weekday field cannot be "MONN".', "Did you mean MON?"],
  ["0 8 * Janury *", 'The month field cannot be "Janury".', "Did you mean January?"],
  ["0 8 32 * *", 'The day of the month field cannot be "32".', "1–31"],
  ["5/15 * * * *", 'The minute field cannot be "5/15".', "Say from where to where: 5-59/15."],
  ["0 8 30 2 *", "No month that it names has a day 30.", "Use L"],
  ["0 8 * * 1;2", 'The cron expression "0 8 * * 1;2" has characters that none may have.', "are allowed"],
  ["every 5", '"5" is not a period.', "Write a number and a unit"],
  ["every 5 minits", '"5 minits" is not a period.', 'Did you mean "5 minutes"?'],
  ["every 500ms", "A job cannot run every 500ms.", "The shortest period is 1s."],
  ["every 2000d", "A job cannot run every 2000d.", "The longest"],
  ["at 09:00", '"09:00" is not a date with a time.', "2026-12-01 09:00"],
  ["at 2026-02-30 09:00", '"2026-02-30 09:00" is not a date with a time.', "2026-12-01 09:00"],
  ["2026-12-01", '"2026-12-01" is not a date with a time.', "2026-12-01 09:00"],
])("%j is refused in words that help", (text, problem, hint) => {
  const checked = checkSchedule(text, timezone);
  expect(checked.problem).toBe(problem);
  expect(checked.hint).toContain(hint);
});

test.each([
  ["0 8 * * 1-5", "at 08:00 on Monday to Friday (Europe/Prague)"],
  ["  0  8 * * MON-FRI ", "at 08:00 on Monday to Friday (Europe/Prague)"],
  ["@hourly", "every hour at minute 0 (Europe/Prague)"],
  ["@daily", "at 00:00 every day (Europe/Prague)"],
  ["@weekly", "at 00:00 on Sunday (Europe/Prague)"],
  ["@monthly", "at 00:00 on the 1st (Europe/Prague)"],
  ["@yearly", "at 00:00 on the 1st in January (Europe/Prague)"],
  ["*/5 9-17 * * *", "every 5 minutes of hour 9-17 (Europe/Prague)"],
  ["30 9-17 * * *", "every hour from 09:30 to 17:30 (Europe/Prague)"],
  ["0,30 8,20 * * 0,6", "at 08:00, 08:30, 20:00 and 20:30 on Sunday and Saturday (Europe/Prague)"],
  ["15 */2 * * *", "every 2 hours at minute 15 (Europe/Prague)"],
  ["30 0 8 * * *", "at 08:00:30 every day (Europe/Prague)"],
  ["*/10 * * * * *", "every 10 seconds (Europe/Prague)"],
  ["0 12 13 * 5", "at 12:00 on the 13th or Friday (Europe/Prague)"],
  ["0 12 */2 * 1", "when minute is 0, hour is 12, day of the month is */2, weekday is 1 (Europe/Prague)"],
  ["0 9 L 3,6 *", "at 09:00 on the last day of the month in March and June (Europe/Prague)"],
  ["0 9 * * 1#2", "at 09:00 on the second Monday of the month (Europe/Prague)"],
  ["0 9 15W * *", "at 09:00 on the weekday nearest to the 15th (Europe/Prague)"],
  ["every 30m", "every 30 minutes"],
  ["every 1 day", "every day"],
  ["every 1h30m", "every 90 minutes"],
  ["at 2026-12-01 09:00", "once, at 2026-12-01 09:00 (Europe/Prague)"],
  ["2026-12-01T09:00:05Z", "once, at 2026-12-01 10:00:05 (Europe/Prague)"],
])("%j is read, said in a sentence, and written so that it reads the same", (text, sentence) => {
  const { schedule } = checkSchedule(text, timezone);
  if (!schedule) throw new Error(text);
  expect(describeSchedule(schedule, timezone)).toBe(sentence);
  expect(checkSchedule(scheduleText(schedule), timezone)).toEqual({ schedule });
});

test.each([
  ["europe/prague", { timezone: "Europe/Prague" }],
  ["UTC", { timezone: "UTC" }],
  ["Asia/Kolkata", { timezone: "Asia/Kolkata" }],
  ["Europe/Prag", { problem: '"Europe/Prag" is not a time zone.', hint: "Did you mean Europe/Prague?" }],
  ["new york", { problem: '"new york" is not a time zone.', hint: "Did you mean America/New_York?" }],
  ["+02:00", { problem: '"+02:00" is not a time zone.', hint: "Use an IANA name such as Europe/Prague, America/New_York or UTC." }],
])("the time zone %j is checked", (name, expected) => {
  expect(checkTimezone(name)).toEqual(expected);
});

test("durations are read with their units, and written so that they read the same", () => {
  const read = ["90s", "10m", "2 hours", "1h30m", "1.5h", "1d", "2w", "250ms", "10", "m", "10x", "-5m", "", "5m later"].map(parseDuration);
  expect(read).toEqual([90_000, 600_000, 7_200_000, 5_400_000, 5_400_000, 86_400_000, 1_209_600_000, 250, ...Array<undefined>(6).fill(undefined)]);
  expect([0, 90_000, 5_400_000, 86_400_000].map(durationText)).toEqual(["0s", "1m30s", "1h30m", "1d"]);
  expect(parseDuration(durationText(987_654_321))).toBe(987_654_321);
});
