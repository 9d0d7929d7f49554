import { definePlugin } from "@instar/kernel";
import type { RecordedEvent } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, note } from "./house.ts";

const story = async (house: Awaited<ReturnType<typeof createHouse>>) => (await house.events.list({ types: ["house"] })).map(({ type }) => type).reverse();

test("a house that was stopped in order says so, with the reason, and nothing of a crash", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  await settle();
  await kernel.stop("The owner asked.");
  await house.open();
  expect(await story(house)).toEqual(["house.started", "house.ready", "house.stopped", "house.started", "house.ready"]);
  expect((await house.events.list({ types: ["house.stopped"] }))[0]?.text).toBe("The house was stopped: The owner asked.");
});

test("after a crash the next start tells of it, with the last sign of life: the newest event, or a heartbeat", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  await clock.advance(60_000);
  house.events.record(note("a"));
  await house.events.list();
  const lastEvent = clock.now();
  await house.crash();
  await clock.jump({ hours: 2 });
  await house.open();
  const [crash] = await house.events.list({ types: ["house.crashed"] });
  expect(crash?.data).toMatchObject({ lastSeenAt: lastEvent });
  expect(await story(house)).toEqual(["house.started", "house.ready", "house.crashed", "house.started", "house.ready"]);

  await clock.advance(3 * 3_600_000);
  const idleUntil = clock.now();
  await house.crash();
  await clock.jump({ hours: 2 });
  await house.open();
  const [second] = await house.events.list({ types: ["house.crashed"] });
  const { lastSeenAt } = (second as RecordedEvent).data as { lastSeenAt: number };
  expect(idleUntil - lastSeenAt).toBeLessThanOrEqual(300_000);
  expect(lastSeenAt).toBeLessThanOrEqual(idleUntil);
});

test("a house that was only set up, for a command, leaves no trace", async () => {
  await using house = await createHouse();
  await house.open();
  await settle();
  await house.events.list();
  await house.crash();
  const alone = await house.open({ start: "set-up" });
  expect(house.events.isLive()).toBe(false);
  await alone.stop("The command is done.");
  await house.open();
  expect(await story(house)).toEqual(["house.started", "house.ready", "house.crashed", "house.started", "house.ready"]);
});

test("a plugin that fails a thousand times a minute is a handful of lines that count", async () => {
  const failing = definePlugin({
    api: 1,
    name: "failing",
    setup: ({ hooks }) =>
      void hooks.afterJob.tap("fail always", () => {
        throw new Error("The token 123:secret was refused.");
      }),
  });
  await using house = await createHouse({}, [failing()]);
  const kernel = await house.open();
  const run = { id: "run", job: "job", dueAt: 0, attempt: 1 };
  for (let second = 0; second < 600; second++) {
    for (let time = 0; time < 16; time++) await kernel.hooks.afterJob.promise({ run, ok: true, elapsedMs: 1 });
    await kernel.clock.advance(1_000);
  }
  await kernel.clock.advance(3_600_000);
  const lines = await house.events.list({ types: ["plugin.failed"] });
  expect(lines.length).toBeLessThan(10);
  expect(lines.reduce((sum, { data }) => sum + (data as { count: number }).count, 0)).toBe(9_600);
  expect(lines.at(-1)).toMatchObject({ about: { plugin: "failing" }, text: expect.stringContaining("failing failed in afterJob") });
  expect(JSON.stringify(lines)).not.toContain("secret");
});
