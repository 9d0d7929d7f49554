import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, note } from "./house.ts";

async function countOf(house: Awaited<ReturnType<typeof createHouse>>) {
  let position = 0;
  const kept = [];
  for (;;) {
    const page = await house.events.after(position, {}, 0);
    if (page.events.length === 0) return kept;
    kept.push(...page.events);
    position = page.position;
  }
}

async function pour(house: Awaited<ReturnType<typeof createHouse>>, count: number, size = 10) {
  for (let index = 0; index < count; index++) {
    house.events.record({ ...note("a", { call: `${index}` }), text: "x".repeat(size) });
    if (index % 200 === 0) await house.events.list({ limit: 1 });
  }
  await house.events.list({ limit: 1 });
  await house.clock.advance(1_000);
  await settle(2_000); // what was written is counted and cut behind it
}

test("more events than are to be kept push the oldest out, also across a restart and a crash", async () => {
  await using house = await createHouse({ maxEvents: 1_000 });
  await house.open();
  await pour(house, 2_500);
  let kept = await countOf(house);
  expect(kept.length).toBeLessThanOrEqual(1_000);
  expect(kept.length).toBeGreaterThan(900);
  expect(kept.at(-1)?.about.call).toBe("2499");
  await house.crash();
  await house.open();
  await pour(house, 700);
  kept = await countOf(house);
  expect(kept.length).toBeLessThanOrEqual(1_000);
  expect(kept.length).toBeGreaterThan(900);
  expect(kept.filter(({ type }) => type === "house.crashed")).toHaveLength(1);
});

test("larger events leave room for fewer", async () => {
  await using house = await createHouse({ maxMegabytes: 0.1 });
  await house.open();
  await pour(house, 1_000, 400);
  const bytes = JSON.stringify(await countOf(house)).length;
  expect(bytes).toBeLessThanOrEqual(110_000);
  expect(bytes).toBeGreaterThan(60_000);
});

test("what is older than the days to keep goes by itself, within a day", async () => {
  await using house = await createHouse({ keepDays: 3 });
  const { clock } = await house.open();
  for (let day = 0; day < 8; day++) {
    house.events.record(note("a", { call: `${day}` }));
    await clock.advance(1_000);
    await clock.jump({ hours: 22 });
    await clock.advance(2 * 3_600_000 - 1_000);
  }
  expect((await house.events.list({ types: ["a"] })).map(({ about }) => about.call)).toEqual(["7", "6", "5", "4"]);
});

test("a day of idling writes next to nothing", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  await clock.advance(1_000);
  const before = house.disk.commits;
  await clock.advance(86_400_000);
  expect(house.disk.commits - before).toBeLessThan(300);
  expect((await house.events.list()).map(({ type }) => type)).toEqual(["house.ready", "house.started"]);
});
