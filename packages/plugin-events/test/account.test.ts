import { expect, test } from "vitest";
import { type Bounds, countIn, planTruncation, type Segment } from "../src/account.ts";

const day = 86_400_000;
const bounds: Bounds = { keepMs: 30 * day, maxEvents: 1_000, maxBytes: 1_000_000 };
const segment = (last: number, events: number, bytes: number, until = 0): Segment => ({ last, began: until, until, events, bytes });

test.each([
  ["nothing is kept", [], 0, undefined],
  ["all is within the bounds", [segment(10, 10, 100), segment(20, 10, 100)], 0, undefined],
  ["there are too many", [segment(400, 400, 1), segment(800, 400, 1), segment(1_200, 400, 1)], 0, 401],
  ["they are too large", [segment(10, 10, 500_000), segment(20, 10, 500_000), segment(30, 10, 1)], 0, 11],
  ["some are too old", [segment(10, 1, 1, 0), segment(20, 1, 1, day), segment(30, 1, 1, 40 * day)], 40 * day, 21],
  ["all are too old", [segment(10, 1, 1, 0)], 31 * day, 11],
  ["one alone is too large", [segment(10, 1, 5_000_000)], 0, undefined],
] as const)("when %s, the oldest go as far as they must", (_when, segments, now, before) => {
  const plan = planTruncation(segments, bounds, now);
  expect(plan.before).toBe(before);
  expect(plan.kept).toEqual(segments.filter(({ last }) => before === undefined || last >= before));
});

test("a segment ends when it has its share of events or bytes, or is a day old", () => {
  let segments: readonly Segment[] = [];
  const add = (position: number, at: number, bytes: number) => {
    const next = countIn(segments, { position, at, bytes }, bounds);
    segments = next.segments;
    return next.isNew;
  };
  expect(
    Array.from({ length: 41 }, (_, index) => add(index, 0, 10))
      .map((isNew, index) => (isNew ? index : -1))
      .filter((index) => index >= 0),
  ).toEqual([0, 20, 40]);
  expect([add(50, 0, 30_000), add(51, 0, 1)]).toEqual([false, true]);
  expect([add(60, day, 1), add(61, day, 1)]).toEqual([false, true]);
});
