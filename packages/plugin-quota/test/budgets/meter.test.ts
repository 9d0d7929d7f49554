import { describe, expect, test } from "vitest";
import { concerns, namedBudgets } from "../../src/budgets/budget.ts";
import { endsAt, levelOf, mayRunAt, statusAt } from "../../src/budgets/level.ts";
import { createMeter } from "../../src/budgets/meter.ts";
import { createCalendar } from "../../src/ledger/calendar.ts";

const hourMs = 3_600_000;
const calendar = createCalendar("Europe/Prague");
const used = (at: number, usd: number, tokens = 0) => ({ at, usd, tokens });

describe("levels are reached exactly at their share", () => {
  test.each([
    [0, 0, ["critical", "high", "normal", "low"], "normal"],
    [0.4999, 0, ["critical", "high", "normal", "low"], "normal"],
    [0.5, 50, ["critical", "high", "normal"], "reduced"],
    [0.7, 70, ["critical", "high"], "reduced"],
    [0.85, 85, ["critical"], "critical"],
    [0.9499, 85, ["critical"], "critical"],
    [0.95, 95, [], "critical"],
    [1, 100, [], "stopped"],
    [3, 100, [], "stopped"],
  ] as const)("%s", (share, level, priorities, status) => {
    expect(levelOf(share)).toBe(level);
    expect(mayRunAt(level)).toEqual(priorities);
    expect(statusAt(level)).toBe(status);
    for (const priority of priorities) expect(endsAt[priority]).toBeGreaterThan(level);
  });
});

test("a hundred small sums fill a budget exactly", () => {
  const now = Date.parse("2026-06-01T10:00:00Z");
  const meter = createMeter({ name: "day", per: "day", usd: 10 }, calendar);
  for (let time = 1; time <= 100; time++) {
    expect(meter.state(now).level).toBe(levelOf((time - 1) / 100));
    meter.add(used(now, 0.1), now);
  }
  expect(meter.state(now)).toMatchObject({ share: 1, level: 100, spent: { usd: 10 } });
});

test("the fuller of money and tokens counts", () => {
  const now = Date.parse("2026-06-01T10:00:00Z");
  const meter = createMeter({ name: "day", per: "day", usd: 10, tokens: 1_000 }, calendar);
  meter.add(used(now, 1, 850), now);
  expect(meter.state(now)).toMatchObject({ share: 0.85, level: 85, limit: { usd: 10, tokens: 1_000 } });
});

test("a day of 23 hours ends after 23 hours, to the millisecond", () => {
  const start = Date.parse("2026-03-28T23:00:00Z");
  const end = start + 23 * hourMs;
  const meter = createMeter({ name: "day", per: "day", usd: 1 }, calendar);
  meter.add(used(start, 1), start);
  expect(meter.state(start)).toMatchObject({ level: 100, resetsAt: end });
  expect(meter.state(end - 1).level).toBe(100);
  expect(meter.below(0.5, end - 1)).toBe(end);
  expect(meter.state(end)).toMatchObject({ level: 0, spent: { usd: 0 }, resetsAt: end + 24 * hourMs });
});

test("five hours roll: each use is given back five hours after it", () => {
  const start = Date.parse("2026-03-29T00:00:00Z");
  const meter = createMeter({ name: "5h", per: "5h", usd: 1 }, calendar);
  meter.add(used(start, 0.4), start);
  meter.add(used(start + hourMs, 0.3), start + hourMs);
  meter.add(used(start + 2 * hourMs, 0.3), start + 2 * hourMs);
  const now = start + 3 * hourMs;
  expect(meter.state(now)).toMatchObject({ share: 1, level: 100, resetsAt: start + 5 * hourMs });
  expect(meter.below(0.5, now)).toBe(start + 6 * hourMs);
  expect(meter.state(start + 5 * hourMs - 1).level).toBe(100);
  expect(meter.state(start + 5 * hourMs)).toMatchObject({ share: 0.6, level: 50, resetsAt: start + 6 * hourMs });
  expect(meter.state(start + 7 * hourMs)).toMatchObject({ share: 0, level: 0, spent: { usd: 0, tokens: 0 } });
});

test("a use that is found later counts from when it was, not from when it was found", () => {
  const start = Date.parse("2026-03-29T00:00:00Z");
  const meter = createMeter({ name: "5h", per: "5h", usd: 1 }, calendar);
  meter.add(used(start + hourMs, 0.5), start + hourMs);
  meter.add(used(start, 0.4), start + hourMs);
  expect(meter.state(start + 5 * hourMs)).toMatchObject({ share: 0.5 });
  meter.add(used(start - hourMs, 9), start + 5 * hourMs);
  expect(meter.state(start + 5 * hourMs)).toMatchObject({ share: 0.5 });
});

test("a clock that is set back gives nothing anew", () => {
  const noon = Date.parse("2026-06-02T10:00:00Z");
  const meter = createMeter({ name: "day", per: "day", usd: 1 }, calendar);
  meter.add(used(noon, 1), noon);
  expect(meter.state(noon - 24 * hourMs).level).toBe(100);
  expect(meter.state(noon).level).toBe(100);
});

test("a correction takes back, but never below nothing", () => {
  const now = Date.parse("2026-06-01T10:00:00Z");
  const meter = createMeter({ name: "day", per: "day", usd: 1 }, calendar);
  meter.add(used(now, 0.9), now);
  meter.add(used(now, -1.2), now);
  expect(meter.state(now)).toMatchObject({ share: 0, spent: { usd: 0 } });
});

test("a budget of some concerns what fits all that it names, and never what is not known", () => {
  const budget = { name: "x", per: "day", usd: 1, of: { person: "ann", model: "opus" } } as const;
  expect(concerns(budget, { person: "ann", model: "opus", job: "nightly" })).toBe(true);
  expect(concerns(budget, { person: "ann", model: "haiku" })).toBe(false);
  expect(concerns(budget, { person: "ann" })).toBe(false);
  const chat = { name: "chat", per: "day", usd: 1, of: { conversation: "telegram:5" } } as const;
  expect([concerns(chat, { conversation: "telegram:5:7" }), concerns(chat, { conversation: "telegram:57" }), concerns(chat, {})]).toEqual([true, false, false]);
  expect(concerns({ name: "all", per: "day", usd: 1 }, {})).toBe(true);
});

test("budgets that nobody named are told apart", () => {
  const names = namedBudgets([
    { per: "day", usd: 1 },
    { per: "day", tokens: 5 },
    { per: "week", usd: 1, of: { job: "nightly" } },
    { name: "mine", per: "month", usd: 1 },
  ]).map(({ name }) => name);
  expect(names).toEqual(["day", "day (2)", "week, job nightly", "mine"]);
});

describe("a clock that runs ahead and is put right", () => {
  test.each(["day", "week", "month", "5h"] as const)("leaves what was used, and what is used from then on, in the budget of %s", (per) => {
    const now = Date.parse("2026-06-03T10:00:00Z");
    const meter = createMeter({ name: per, per, usd: 10 }, calendar);
    meter.add(used(now, 1), now);
    const ahead = now + 3_000 * hourMs;
    expect(meter.state(ahead)).toMatchObject({ spent: { usd: 0 } });
    meter.add(used(ahead, 2), ahead);
    meter.add(used(now + 1, 4), now + 1);
    const { spent, resetsAt } = meter.state(now + 2);
    expect(spent.usd).toBe(per === "5h" ? 6 : 7);
    expect(resetsAt).toBeLessThan(now + 31 * 24 * hourMs);
  });

  test("and gives nothing anew that was used before it went back", () => {
    const day = 24 * hourMs;
    const now = Date.parse("2026-06-03T22:30:00Z");
    const meter = createMeter({ name: "day", per: "day", usd: 1 }, calendar);
    meter.add(used(now, 1), now);
    expect(meter.state(now - hourMs)).toMatchObject({ level: 100 });
    meter.add(used(now - hourMs, 0.5), now - hourMs);
    expect(meter.state(now)).toMatchObject({ spent: { usd: 1 } });
    expect(meter.state(now + day)).toMatchObject({ spent: { usd: 0 } });
  });
});

test("hours that roll give room again when a tenth is free, not for each cent", () => {
  const start = Date.parse("2026-03-29T00:00:00Z");
  const minute = hourMs / 60;
  const meter = createMeter({ name: "5h", per: "5h", usd: 1 }, calendar);
  for (let index = 0; index < 100; index++) meter.add(used(start + index * minute, 0.01), start + index * minute);
  const full = start + 100 * minute;
  const resetsAt = start + 5 * hourMs + 10 * minute;
  expect(meter.state(full)).toMatchObject({ level: 100, resetsAt });
  expect(meter.state(resetsAt - minute)).toMatchObject({ share: 0.9, level: 100, resetsAt });
  expect(meter.state(resetsAt)).toMatchObject({ share: 0.89, level: 85 });
  meter.add(used(resetsAt, 0.1), resetsAt);
  expect(meter.state(resetsAt)).toMatchObject({ share: 0.99, level: 95 });
});
