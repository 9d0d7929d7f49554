import { Notices } from "@instar/kernel/contracts";
import notices from "@instar/plugin-notices";
import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { createBudgetWords } from "../../src/budgets/budget-words.ts";
import { isBurning, median } from "../../src/budgets/burn.ts";
import { planLevel, type ToldLevel } from "../../src/budgets/level-notices.ts";
import { createMeter } from "../../src/budgets/meter.ts";
import { createCalendar } from "../../src/ledger/calendar.ts";
import { createHouse, usage } from "../house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;

async function use(house: House, costUsd: number, from = "ann") {
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(costUsd));
    return "Done.";
  });
  const before = house.agent.inputs.length;
  await house.chat.say("hello", { from });
  await until(() => house.agent.inputs.length > before, "the turn");
  await until(async () => (await house.conversations().status()).running === 0, "its end");
}

const open = (house: House) => house.kernel().service(Notices).attention();

test("each level is told once, whatever happens on it, and none when it falls back", () => {
  const hourMs = 3_600_000;
  const start = Date.parse("2026-05-05T00:00:00Z");
  const budget = { name: "hours", per: "5h", usd: 1 } as const;
  const meter = createMeter(budget, createCalendar("UTC"));
  const told: number[] = [];
  let known: ToldLevel | undefined;
  const look = (now: number) => {
    const plan = planLevel({ budget, state: meter.state(now) }, known);
    if (plan?.tell) told.push(plan.next.level);
    known = plan?.next ?? known;
  };
  for (const [hour, usd] of [
    [0, 0.4],
    [1, 0.1], // half
    [1, 0.05],
    [2, 0.15], // 70 %
    [5, 0], // the first is given back: 30 %
    [5, 0.2], // half again: told already
    [5, 0.4], // 90 %
    [11, 0], // empty
    [12, 0.6],
  ] as const) {
    meter.add({ at: start + hour * hourMs, usd, tokens: 0 }, start + hour * hourMs);
    look(start + hour * hourMs);
    look(start + hour * hourMs + 1);
  }
  expect(told).toEqual([50, 70, 85, 50]);
});

test("a raised limit tells of its levels anew, and not of those that it fell back from", () => {
  const full = (usd: number, level: 0 | 50 | 70 | 85 | 95 | 100) =>
    ({
      budget: { name: "day", per: "day", usd },
      state: { name: "day", per: "day", spent: { usd: 5, tokens: 0 }, limit: { usd }, share: level / 100, level, resetsAt: 9 },
    }) as const;
  const told = { level: 100, period: 9, limit: '{"usd":5}' } as const;
  expect(planLevel(full(10, 50), told)).toEqual({ next: { level: 50, period: 9, limit: '{"usd":10}' }, tell: false });
  expect(planLevel(full(10, 70), { level: 50, period: 9, limit: '{"usd":10}' })?.tell).toBe(true);
  expect(planLevel(full(4, 100), { level: 95, period: 9, limit: '{"usd":5}' })?.tell).toBe(true);
});

test("the owner is told of levels in one merged thing for each budget, over restarts, and anew on the next day", async () => {
  await using house = await createHouse({ quota: { budgets: [{ per: "day", usd: 10 }] }, plugins: [notices()], now: "2026-05-05T10:00:00Z" });
  await use(house, 7);
  await until(async () => (await open(house)).length === 1, "the notice");
  expect(await open(house)).toMatchObject([
    {
      key: "quota:day",
      level: "attention",
      count: 1,
      title: "The budget of today (10.00 USD) is 70 % used",
      text: expect.stringContaining("Of the jobs, only critical and high ones begin until 00:00."),
    },
  ]);
  await use(house, 0.5);
  await house.reopen();
  await use(house, 0.5);
  expect(await open(house)).toMatchObject([{ count: 1 }]);
  await use(house, 1.5);
  await until(async () => (await open(house))[0]?.count === 2, "the second notice");
  expect(await open(house)).toMatchObject([{ level: "urgent", text: expect.stringContaining("people are still answered") }]);
  await house.clock.jump({ hours: 23 });
  await house.clock.advance(3_600_000);
  await until(async () => (await open(house)).length === 0, "the end of what waited");
  await use(house, 9);
  await until(async () => (await open(house))[0]?.count === 1, "the notice of the next day");
  await use(house, 2);
  await until(async () => (await open(house))[0]?.count === 2, "the last notice");
  expect(await open(house)).toMatchObject([
    {
      title: "The budget of today (10.00 USD) is used up",
      text: expect.stringMatching(/^Nothing that uses a model begins.*raise it in instar\.config\.ts and run `instar reload`\.$/),
    },
  ]);
});

test("the last hour is unusual when it is more than thrice the usual one, matters, and enough is known", () => {
  const hours = Array.from({ length: 24 }, () => 0.5);
  expect(isBurning({ lastHourUsd: 1.6, hours, smallestDailyUsd: undefined })).toBe(true);
  expect(isBurning({ lastHourUsd: 1.5, hours, smallestDailyUsd: undefined })).toBe(false);
  expect(isBurning({ lastHourUsd: 9, hours: hours.slice(1), smallestDailyUsd: undefined })).toBe(false);
  expect(isBurning({ lastHourUsd: 0.9, hours: hours.map(() => 0.1), smallestDailyUsd: undefined })).toBe(false);
  expect(isBurning({ lastHourUsd: 0.9, hours: hours.map(() => 0.1), smallestDailyUsd: 5 })).toBe(true);
  expect(isBurning({ lastHourUsd: 1.6, hours, smallestDailyUsd: 20 })).toBe(false);
  expect([median([]), median([3]), median([1, 3]), median([5, 1, 3])]).toEqual([0, 3, 2, 3]);
});

test("money that goes unusually fast is told once an hour, with what took most", async () => {
  await using house = await createHouse({ plugins: [notices()], now: "2026-05-05T10:00:00Z" });
  for (let hour = 0; hour < 24; hour++) {
    await use(house, 0.5);
    await house.clock.jump({ hours: 1 });
  }
  expect(await open(house)).toEqual([]);
  expect((await house.quota().state()).burn).toEqual({ lastHourUsd: 0, usualUsd: 0.5 });
  await use(house, 2);
  await house.clock.advance(61_000);
  await until(async () => (await open(house)).length === 1, "the alert");
  expect(await open(house)).toMatchObject([
    {
      key: "quota:burn:message",
      count: 1,
      text: expect.stringMatching(/^2\.00 USD in the last hour; 0\.50 USD is usual\. Most of it \(2\.00 USD\) went to: message\./),
    },
  ]);
  await use(house, 2);
  await house.reopen();
  await house.clock.advance(120_000);
  expect(await open(house)).toMatchObject([{ count: 1 }]);
});

test("times are said in the zone of the budgets, with the day when it is not the coming one", () => {
  const now = Date.parse("2026-05-05T10:00:00Z");
  const words = createBudgetWords(() => now, "Europe/Prague");
  const calendar = createCalendar("Europe/Prague");
  const of = (budget: Parameters<typeof createMeter>[0]) => {
    const meter = createMeter(budget, calendar);
    meter.add({ at: now, usd: 9, tokens: 100_000 }, now);
    return words.spent({ budget, state: meter.state(now) });
  };
  expect(of({ name: "day", per: "day", usd: 5 })).toBe("The budget of today (5.00 USD) is used up; it begins anew at 00:00.");
  expect(of({ name: "week", per: "week", tokens: 100_000 })).toBe(
    "The budget of this week (100,000 tokens) is used up; it begins anew at 00:00 on Monday 11 May.",
  );
  expect(of({ name: "5h", per: "5h", usd: 5 })).toBe("The budget of five hours (5.00 USD) is used up; there is room again at 17:00.");
  expect(of({ name: "mine", per: "month", usd: 5, of: { job: "nightly" } })).toBe(
    'The budget "mine" of this month for job nightly (5.00 USD) is used up; it begins anew at 00:00 on Monday 1 June.',
  );
});
