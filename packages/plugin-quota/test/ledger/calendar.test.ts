import { describe, expect, test } from "vitest";
import { periodAt } from "../../src/budgets/meter.ts";
import { createCalendar } from "../../src/ledger/calendar.ts";

const iso = (at: number) => new Date(at).toISOString();

describe("a day begins at its first instant", () => {
  test.each([
    ["UTC", "2026-03-29", "2026-03-29T00:00:00.000Z"],
    ["Europe/Prague", "2026-03-29", "2026-03-28T23:00:00.000Z"], // a day of 23 hours
    ["Europe/Prague", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["Europe/Prague", "2026-10-25", "2026-10-24T22:00:00.000Z"], // a day of 25 hours
    ["Europe/Prague", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    ["America/New_York", "2026-03-08", "2026-03-08T05:00:00.000Z"],
    ["America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z"],
    ["Australia/Sydney", "2026-10-04", "2026-10-03T14:00:00.000Z"],
    ["Australia/Sydney", "2026-10-05", "2026-10-04T13:00:00.000Z"],
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"], // has no midnight: it begins at 01:00
    ["America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00.000Z"], // midnight was put back to 23:00
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"], // has two midnights: the first
    ["Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00.000Z"],
  ])("%s, %s", (zone, day, start) => {
    const calendar = createCalendar(zone);
    expect(iso(calendar.startOf(day))).toBe(start);
    expect(calendar.dayOf(Date.parse(start))).toBe(day);
    expect(calendar.dayOf(Date.parse(start) - 1)).toBe(calendar.shift(day, -1));
  });
});

test("each hour of a year lies within its day, wherever that is", () => {
  for (const zone of ["Australia/Lord_Howe", "America/Santiago"]) {
    const calendar = createCalendar(zone);
    for (let at = Date.parse("2026-01-01T00:30:00Z"); at < Date.parse("2027-01-01T00:00:00Z"); at += 11 * 3_600_000) {
      const day = calendar.dayOf(at);
      expect(at >= calendar.startOf(day) && at < calendar.startOf(calendar.shift(day, 1)), `${zone} ${iso(at)} ${day}`).toBe(true);
    }
  }
});

test("weeks begin on Monday, months on the first, both at the zone's midnight", () => {
  const prague = createCalendar("Europe/Prague");
  const at = Date.parse("2026-03-29T12:00:00Z"); // the Sunday on which the clocks go forward
  expect(Object.values(periodAt("week", prague, at)).map(iso)).toEqual(["2026-03-22T23:00:00.000Z", "2026-03-29T22:00:00.000Z"]);
  expect(Object.values(periodAt("month", prague, at)).map(iso)).toEqual(["2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"]);
  expect(Object.values(periodAt("month", prague, Date.parse("2026-12-31T23:30:00Z"))).map(iso)).toEqual([
    "2026-12-31T23:00:00.000Z",
    "2027-01-31T23:00:00.000Z",
  ]);
});
