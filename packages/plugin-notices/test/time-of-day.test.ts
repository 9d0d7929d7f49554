import { expect, test } from "vitest";
import { latestTime, nextTime } from "../src/time-of-day.ts";

const iso = (at: number) => new Date(at).toISOString();

test.each([
  ["an ordinary day", "2026-03-10T12:00:30Z", "UTC", "2026-03-10T09:00:00.000Z", "2026-03-11T09:00:00.000Z"],
  ["the very minute", "2026-03-10T09:00:00Z", "UTC", "2026-03-10T09:00:00.000Z", "2026-03-11T09:00:00.000Z"],
  ["before it", "2026-03-10T08:59:59Z", "UTC", "2026-03-09T09:00:00.000Z", "2026-03-10T09:00:00.000Z"],
  ["the night the clock goes forward", "2026-03-28T12:00:00Z", "Europe/Berlin", "2026-03-28T08:00:00.000Z", "2026-03-29T07:00:00.000Z"],
  ["the morning after it", "2026-03-29T06:30:00Z", "Europe/Berlin", "2026-03-28T08:00:00.000Z", "2026-03-29T07:00:00.000Z"],
  ["the morning after the clock went back", "2026-10-25T07:30:00Z", "Europe/Berlin", "2026-10-24T07:00:00.000Z", "2026-10-25T08:00:00.000Z"],
  ["half an hour beside the others", "2026-03-10T03:00:00Z", "Asia/Kolkata", "2026-03-09T03:30:00.000Z", "2026-03-10T03:30:00.000Z"],
])("nine o'clock on %s", (_, now, zone, latest, next) => {
  expect(iso(latestTime(Date.parse(now), "09:00", zone))).toBe(latest);
  expect(iso(nextTime(Date.parse(now), "09:00", zone))).toBe(next);
});
