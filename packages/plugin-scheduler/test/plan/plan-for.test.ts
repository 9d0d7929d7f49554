import { expect, test } from "vitest";
import { contributed } from "../../src/plan/contributed.ts";
import { planFor } from "../../src/plan/plan-for.ts";
import { createZones } from "../../src/plan/zones.ts";
import { anyCron, seeded } from "./seeded.ts";

const zones = createZones();
const timezones = ["Europe/Prague", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "UTC"];
const day = 86_400_000;

test("whatever the expression, its next moments only go on, and every other question is answered from the same moments", () => {
  const random = seeded(66);
  const { whole, one } = random;
  for (let round = 0; round < 150; round++) {
    const timezone = one(timezones);
    const expression = anyCron(random);
    const plan = planFor({ kind: "cron", expression }, timezone, zones);
    // Around a change of the clock, more often than not.
    const after = one([Date.UTC(2026, 2, 29), Date.UTC(2026, 3, 5), Date.UTC(2026, 9, 4), Date.UTC(2026, 9, 25)]) - whole(0, 30 * day);
    const until = after + whole(1, 60 * day);
    const iterated: number[] = [];
    for (let due = plan.next(after); due !== undefined && due <= until && iterated.length < 2_000; due = plan.next(due)) {
      expect(due, expression).toBeGreaterThan(iterated.at(-1) ?? after);
      iterated.push(due);
    }
    const last = iterated.length === 2_000 ? (iterated.at(-1) as number) : until;
    const label = `${expression} in ${timezone} from ${after} to ${last}`;
    expect(plan.count(after, last), label).toBe(iterated.length);
    expect(plan.latest(after, last), label).toBe(iterated.at(-1));
    expect(plan.between(after, last, 5_000), label).toEqual({ dues: iterated, more: false });
    const limit = whole(0, iterated.length);
    expect(plan.between(after, last, limit), label).toEqual({ dues: iterated.slice(0, limit), more: limit < iterated.length });
    const middle = whole(0, Math.max(0, iterated.length - 1));
    if (iterated.length > 0) {
      const due = iterated[middle] as number;
      expect(plan.next(due - whole(1, Math.max(1, due - (iterated[middle - 1] ?? after)))), label).toBe(due);
      expect(plan.count(due, last), label).toBe(iterated.length - middle - 1);
    }
  }
});

test("periods count from 1970, so that two schedulers agree, and moments come once", () => {
  const every = planFor({ kind: "every", ms: 90_000 }, "UTC", zones);
  expect(every.between(-1, 200_000, 9).dues).toEqual([0, 90_000, 180_000]);
  expect([every.count(0, 200_000), every.latest(0, 200_000), every.next(90_000)]).toEqual([2, 180_000, 180_000]);
  const at = planFor({ kind: "at", at: 5_000 }, "UTC", zones);
  expect([at.next(4_999), at.next(5_000), at.count(0, 5_000), at.latest(0, 9_000), at.latest(5_000, 9_000)]).toEqual([5_000, undefined, 1, 5_000, undefined]);
});

test("equal schedules of one scheduler share one plan", () => {
  const schedule = { kind: "cron", expression: "0 8 * * *" } as const;
  expect(planFor({ ...schedule }, "Europe/Prague", zones)).toBe(planFor(schedule, "Europe/Prague", zones));
  expect(planFor(schedule, "UTC", zones)).not.toBe(planFor(schedule, "Europe/Prague", zones));
});

test("a job in code says its schedule as text, as a period or as an instant", () => {
  expect(contributed("every 5m", "UTC").schedule).toEqual({ kind: "every", ms: 300_000 });
  expect(contributed({ everyMs: 1_500 }, "UTC").schedule).toEqual({ kind: "every", ms: 1_500 });
  expect(contributed({ at: 7 }, "UTC").schedule).toEqual({ kind: "at", at: 7 });
  expect(contributed({ everyMs: 10 }, "UTC").problem).toBe("everyMs is 10.");
  expect(contributed({ at: Number.NaN }, "UTC").problem).toBe("at is NaN.");
});
