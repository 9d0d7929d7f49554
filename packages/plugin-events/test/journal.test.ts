import { definePlugin } from "@instar/kernel";
import type { RecordedEvent } from "@instar/kernel/contracts";
import { HouseDescription } from "@instar/plugin-http/contract";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { countWork } from "../../../tests/work-done.ts";
import { createHouse, note } from "./house.ts";

const typesOf = (events: readonly RecordedEvent[]) => events.map(({ type }) => type);
async function keptOf(house: Awaited<ReturnType<typeof createHouse>>): Promise<readonly RecordedEvent[]> {
  const kept: RecordedEvent[] = [];
  for (let position = 0; ; ) {
    const page = await house.events.after(position, { types: ["a"] }, 0);
    if (page.events.length === 0) return kept;
    kept.push(...page.events);
    position = page.position;
  }
}

const mine = { types: ["a", "b", "c"] };

test("events are listed newest first, by exact type and by subject", async () => {
  await using house = await createHouse();
  await house.open();
  for (const type of ["a.one", "b.two", "ab.three", "a.four", "a"]) house.events.record(note(type));
  expect(typesOf(await house.events.list({ types: ["a"] }))).toEqual(["a", "a.four", "a.one"]);
  expect(typesOf(await house.events.list({ types: ["a.one", "b"] }))).toEqual(["b.two", "a.one"]);
  expect(typesOf(await house.events.list({ limit: 2 }))).toEqual(["a", "a.four"]);
});

test("events are found by every id that they are about, and by a message that shares a turn", async () => {
  await using house = await createHouse();
  await house.open();
  house.events.record(note("a", { message: "m1", session: "s1" }));
  house.events.record(note("b", { message: "m1", session: "s2" }, { messages: ["m1", "m2"] }));
  house.events.record(note("c", { message: "m3" }));
  expect(typesOf(await house.events.list({ about: { message: "m1" } }))).toEqual(["b", "a"]);
  expect(typesOf(await house.events.list({ about: { message: "m1", session: "s1" } }))).toEqual(["a"]);
  expect(typesOf(await house.events.list({ about: { message: "m2" } }))).toEqual(["b"]);
  expect(await house.events.list({ about: { message: "nobody" } })).toEqual([]);
});

test("since and until bound the time, and a clock that was set back a little hides nothing", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  const began = clock.now();
  house.events.record(note("a"));
  await clock.advance(60_000);
  house.events.record(note("b"));
  await clock.jump({ minutes: -30 });
  house.events.record(note("c"));
  await clock.jump({ minutes: 40 });
  expect(typesOf(await house.events.list({ ...mine, since: began + 30_000 }))).toEqual(["b"]);
  expect(typesOf(await house.events.list({ ...mine, until: began }))).toEqual(["c", "a"]);
  expect(typesOf(await house.events.list({ ...mine, since: began, until: began + 60_000 }))).toEqual(["b", "a"]);
});

test("what is recorded before somebody's commit stands before it, and its time is when it happened", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  house.events.record(note("a"));
  await house.commit(house.events.op(note("b")));
  house.events.record(note("c"));
  const at = clock.now();
  await clock.advance(1_000);
  const listed = await house.events.list(mine);
  expect(typesOf(listed)).toEqual(["c", "b", "a"]);
  expect(listed[0]?.at).toBe(at);
  expect([...listed].sort((a, b) => b.position - a.position)).toEqual(listed);
});

test("events that are recorded together share one commit, and nothing is recorded twice", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  await clock.advance(1_000);
  const before = house.disk.commits;
  for (let index = 0; index < 50; index++) house.events.record(note("a", { call: `${index}` }));
  expect(house.disk.commits).toBe(before);
  await clock.advance(200);
  expect(house.disk.commits - before).toBe(1);
  const calls = (await house.events.list({ types: ["a"], limit: 1_000 })).map(({ about }) => about.call);
  expect(new Set(calls).size).toBe(50);
  expect(calls).toHaveLength(50);
});

test("a storm stays bounded, and what was dropped is said", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  const worked = countWork();
  for (let index = 0; index < 100_000; index++) house.events.record(note("a", { call: `${index}` }));
  expect(worked()).toBeLessThan(2_000);
  await house.events.list();
  await clock.advance(1_000);
  const [told] = await house.events.list({ types: ["events.dropped"] });
  const { count: dropped } = (told as RecordedEvent).data as { count: number };
  expect(dropped).toBeGreaterThan(80_000);
  expect((await keptOf(house)).length + dropped).toBe(100_000);
});

test("a disk that refuses is tried again, and no event is lost or doubled", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  house.disk.full = true;
  house.events.record(note("a"));
  house.events.record(note("b"));
  await clock.advance(5_000);
  house.disk.full = false;
  house.events.record(note("c"));
  await clock.advance(60_000);
  expect(typesOf(await house.events.list(mine))).toEqual(["c", "b", "a"]);
});

test("an event that cannot be kept harms nobody, and one with too much data loses it", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  expect(() => house.events.record(note("a", {}, circle as never))).not.toThrow();
  house.events.record({ ...note("b"), text: "x".repeat(5_000), data: { much: "y".repeat(100_000) } });
  const [b] = await house.events.list(mine);
  expect(b).toMatchObject({ type: "b", data: { tooLarge: true } });
  expect(b?.text).toHaveLength(500);
  expect(kernel.lines.some(({ level }) => level === "warn")).toBe(true);
});

test("who follows hears what fits from now on, in order, until the signal is aborted", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  house.events.record(note("a", { call: "before" }));
  const stop = new AbortController();
  const heard: string[] = [];
  const following = (async () => {
    for await (const { about } of house.events.follow({ types: ["a"] }, stop.signal)) heard.push(about.call ?? "");
  })();
  await settle(20);
  for (let index = 0; index < 5; index++) {
    house.events.record(note("a", { call: `${index}` }));
    house.events.record(note("b", { call: `${index}` }));
    await house.commit(house.events.op(note("a", { call: `op ${index}` })));
  }
  await clock.advance(1_000);
  await settle(20);
  expect(heard).toEqual(["0", "op 0", "1", "op 1", "2", "op 2", "3", "op 3", "4", "op 4"]);
  stop.abort();
  await following;
  house.events.record(note("a"));
  await clock.advance(1_000);
  expect(heard).toHaveLength(10);
});

test("who asks for newer ones waits until there are some, and no longer than they said", async () => {
  await using house = await createHouse();
  const { clock } = await house.open();
  const waiting = house.events.after(undefined, { types: ["a"] }, 20_000);
  await settle(20);
  house.events.record(note("b"));
  house.events.record(note("a"));
  await clock.advance(200);
  const first = await waiting;
  expect(typesOf(first.events)).toEqual(["a"]);
  const second = house.events.after(first.position, { types: ["a"] }, 20_000);
  await clock.advance(20_000);
  expect((await second).events).toEqual([]);
});

test("ids are found by how they begin", async () => {
  await using house = await createHouse();
  await house.open();
  house.events.record(note("a", { message: "0192-aaaa", session: "s-1", channel: "0192-channel" }));
  house.events.record(note("b", { call: "0192-bbbb" }));
  house.events.record(note("b", { call: "0192-bbbb" }));
  expect(await house.events.named("0192-")).toEqual([
    { kind: "call", id: "0192-bbbb" },
    { kind: "message", id: "0192-aaaa" },
  ]);
  expect(await house.events.named("none")).toEqual([]);
});

test("a secret that an error repeats is in no event, neither in its text nor in its data", async () => {
  const redact = (text: string) => text.replaceAll("42:hunter2hunter2", "[secret]");
  const description = definePlugin({
    api: 1,
    name: "house-description",
    provides: HouseDescription,
    setup: () => ({ version: "1", startedAt: 0, describe: () => ({}) as never, redact }),
  });
  await using house = await createHouse({}, [description()]);
  await house.open();
  const text = `The reply was not sent and waits: https://api.example/bot42:hunter2hunter2/send failed${".".repeat(600)}`;
  house.events.record({ type: "a.said", about: {}, text, data: { reason: "42:hunter2hunter2", attempt: 1 } });
  await house.commit(house.events.op({ type: "a.committed", about: {}, text, data: { deep: [{ reason: "42:hunter2hunter2" }] } }));
  const events = await house.events.list({ types: ["a"] });
  expect(JSON.stringify(events)).not.toContain("hunter2");
  expect(events.map(({ data }) => data)).toEqual([{ deep: [{ reason: "[secret]" }] }, { reason: "[secret]", attempt: 1 }]);
});
