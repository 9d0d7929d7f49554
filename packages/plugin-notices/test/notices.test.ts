import { expect, test } from "vitest";
import { createHouse } from "./house.ts";

const minute = 60_000;
const hour = 60 * minute;

test("500 events in an hour make one digest", async () => {
  await using house = await createHouse();
  for (let event = 0; event < 500; event++) {
    await house.notices.notify({ key: `build:${event % 50}`, level: "attention", title: `Build ${event % 50} failed`, text: "" });
    await house.clock.advance(hour / 500);
  }
  await house.pass(10 * minute);
  const told = await house.told();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/50 things/);
  await house.pass(40 * hour);
  expect(await house.told()).toHaveLength(1);
}, 60_000);

test("500 urgent events in an hour stay within the urgent messages of an hour", async () => {
  await using house = await createHouse();
  for (let event = 0; event < 500; event++) {
    await house.notices.notify({ key: `alarm:${event}`, level: "urgent", title: `Alarm ${event}`, text: "" });
    if (event % 10 === 0) await house.pass(hour / 50);
  }
  await house.pass(2 * hour);
  expect((await house.told()).length).toBeLessThanOrEqual(6);
}, 60_000);

test("a healthy day says nothing and writes nothing", async () => {
  await using house = await createHouse();
  await house.pass(1);
  const before = house.commits;
  await house.pass(24 * hour);
  expect({ told: await house.told(), commits: house.commits - before, timers: house.clock.pending }).toMatchObject({ told: [], commits: 0 });
});

test("what is urgent is told at once, with its number", async () => {
  await using house = await createHouse();
  await house.notices.notify({ key: "disk", level: "urgent", title: "The disk is full", text: "Nothing can be written." });
  await house.pass(1);
  expect(await house.told()).toEqual([expect.stringMatching(/^Urgent: The disk is full\nNothing can be written\.\n\/ack 1 /)]);
});

test("information never becomes an item, and is said with the digest", async () => {
  await using house = await createHouse();
  await house.notices.notify({ key: "update", level: "info", title: "A new version is there", text: "" });
  await house.pass(20 * hour);
  expect(await house.notices.attention({ states: ["open", "acknowledged", "done"] })).toEqual([]);
  expect(await house.told()).toEqual([]);
  await house.pass(hour);
  expect(await house.told()).toEqual([expect.stringContaining("A new version is there")]);
});

test("an open item counts up, an acknowledged one too, a done one opens anew", async () => {
  await using house = await createHouse();
  const notify = () => house.notices.notify({ key: "login", level: "attention", title: "Log in again", text: "" });
  await notify();
  await notify();
  const [item] = await house.notices.attention();
  expect(item).toMatchObject({ id: "1", count: 2, state: "open" });
  await house.notices.change("1", "acknowledged");
  await notify();
  expect(await house.notices.attention()).toMatchObject([{ id: "1", count: 3, state: "acknowledged" }]);
  await house.notices.change("1", "done");
  expect(await house.notices.attention()).toEqual([]);
  await notify();
  expect(await house.notices.attention()).toMatchObject([{ id: "1", count: 1, state: "open" }]);
});

test("what was done before it was told is not told", async () => {
  await using house = await createHouse();
  await house.notices.notify({ key: "login", level: "attention", title: "Log in again", text: "" });
  await house.notices.change("1", "done");
  await house.pass(30 * hour);
  expect(await house.told()).toEqual([]);
});

test("everything survives a restart: items, what waits, what was told", async () => {
  await using house = await createHouse();
  await house.notices.notify({ key: "login", level: "attention", title: "Log in again", text: "" });
  await house.notices.notify({ key: "disk", level: "urgent", title: "The disk is full", text: "" });
  await house.pass(1);
  await house.reopen();
  await house.notices.notify({ key: "disk", level: "urgent", title: "The disk is full", text: "" });
  await house.notices.notify({ key: "new", level: "attention", title: "Something new", text: "" });
  expect(await house.notices.attention()).toMatchObject([{ id: "3" }, { id: "2", count: 2 }, { id: "1" }]);
  await house.pass(10 * minute);
  expect(await house.told()).toEqual([expect.stringContaining("disk"), expect.stringContaining("Log in again")]);
});

test("a message whose saying could not be noted, over a restart too, is said once", async () => {
  await using house = await createHouse();
  house.refuse((ops) => ops.length === 1 && ops[0]?.op === "record.delete" && JSON.stringify(ops).includes("sayings"));
  await house.notices.notify({ key: "disk", level: "urgent", title: "The disk is full", text: "" });
  await house.pass(3 * minute);
  await house.reopen();
  await house.pass(3 * minute);
  expect(await house.told()).toHaveLength(1);
  house.refuse(undefined);
  await house.pass(3 * minute);
  expect(await house.told()).toHaveLength(1);
});

test("a notice that could not be kept is refused, and what is known stays as it was", async () => {
  await using house = await createHouse();
  house.refuse(() => true);
  await expect(house.notices.notify({ key: "a", level: "attention", title: "A", text: "" })).rejects.toThrow("ENOSPC");
  house.refuse(undefined);
  expect(await house.notices.attention()).toEqual([]);
  await house.notices.notify({ key: "a", level: "attention", title: "A", text: "" });
  expect(await house.notices.attention()).toMatchObject([{ count: 1 }]);
});

test("two notices of a key at one moment are counted as two", async () => {
  await using house = await createHouse();
  await Promise.all(Array.from({ length: 20 }, () => house.notices.notify({ key: "a", level: "attention", title: "A", text: "" })));
  expect(await house.notices.attention()).toMatchObject([{ count: 20 }]);
});

test("more than a thousand different things are one more thing", async () => {
  await using house = await createHouse();
  await Promise.all(Array.from({ length: 1_200 }, (_, index) => house.notices.notify({ key: `k${index}`, level: "attention", title: `T${index}`, text: "" })));
  const items = await house.notices.attention();
  expect(items).toHaveLength(1_001);
  expect(items.find(({ key }) => key === "notices:overflow")).toMatchObject({ count: 200 });
}, 60_000);

test("the owner sees and closes items in a chat", async () => {
  await using house = await createHouse();
  expect(await house.chat("attention", "")).toBe("Nothing waits for your attention.");
  await house.notices.notify({ key: "login", level: "attention", title: "Log in again", text: "" });
  expect(await house.chat("attention", "")).toContain("[1] Log in again");
  expect(await house.chat("ack", "")).toContain("Which one?");
  expect(await house.chat("ack", "1")).toBe("Acknowledged: Log in again");
  expect(await house.chat("done", "#1, 9")).toBe("Done: Log in again\nThere is no item 9; /attention lists them.");
});

test("over HTTP the agent asks for attention under keys of its own, and only the owner closes", async () => {
  await using house = await createHouse();
  const request = new Request("http://localhost/attention");
  const call = { params: {}, query: {}, body: { key: "help", level: "attention", title: "I am stuck", text: "" } };
  const post = await house.route("POST", "/attention").handle(request, { ...call, caller: { kind: "agent", session: "s1" } });
  expect(post.status).toBe(202);
  const list = await house.route("GET", "/attention").handle(request, { ...call, query: {} });
  expect(await list.json()).toMatchObject({ items: [{ key: "agent:help", title: "The agent says: I am stuck", state: "open" }] });
  expect(house.route("PATCH", "/attention/:id").access).toBe("owner");
  const patch = await house
    .route("PATCH", "/attention/:id")
    .handle(request, { params: { id: "1" }, query: {}, body: { state: "done" }, caller: { kind: "owner" } });
  expect(await patch.json()).toMatchObject({ id: "1", state: "done" });
  await expect(async () =>
    house.route("PATCH", "/attention/:id").handle(request, { params: { id: "7" }, query: {}, body: { state: "done" } }),
  ).rejects.toMatchObject({
    code: "NOTICES_NO_SUCH_ITEM",
  });
});

test.each([
  ["no key", { key: "", level: "info", title: "t", text: "" }],
  ["a key that is too long", { key: "k".repeat(201), level: "info", title: "t", text: "" }],
  ["an unknown level", { key: "k", level: "panic", title: "t", text: "" }],
  ["no title", { key: "k", level: "info", title: " ", text: "" }],
])("a notice with %s is refused", async (_, notice) => {
  await using house = await createHouse();
  await expect(house.notices.notify(notice as never)).rejects.toMatchObject({ code: "NOTICES_MALFORMED" });
});
