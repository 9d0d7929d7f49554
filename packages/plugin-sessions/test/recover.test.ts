import type { SessionDriver } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse } from "./fixtures/house.ts";

/** A daemon that died: its records say that its sessions live. */
async function crashedHouse(keys: readonly string[]) {
  const house = await createHouse({ options: { maxLiving: 64 } });
  for (const key of keys) await house.ask(key);
  return house;
}

test("every former process is ended and awaited, all at once, before anything can be opened or read as parked", async () => {
  const former = await crashedHouse(["a", "b", "c"]);
  const house = await createHouse({ store: former.store, start: false });
  let reaping = 0;
  const order: string[] = [];
  house.driver.beforeReap = async ({ pid }) => {
    reaping++;
    while (reaping < 3) await settle();
    await settle(pid === 1_002 ? 30 : 1);
    expect((await house.sessions.record("a"))?.state).toBe("working");
    order.push("reaped");
  };
  await house.sessions.start().then(() => order.push("started"));
  expect(order).toEqual(["reaped", "reaped", "reaped", "started"]);
  for (const key of ["a", "b", "c"]) {
    const record = await house.sessions.record(key);
    expect(record).toMatchObject({ state: "parked", snapshot: { driver: "scripted" } });
    expect(record?.process).toBeUndefined();
  }
  expect(house.driver.reaped.map(({ pid }) => pid).sort()).toEqual([1_001, 1_002, 1_003]);
});

test("after the crash a conversation is resumed from its snapshot", async () => {
  const former = await crashedHouse(["a"]);
  await former.driver.agents[0]?.answer();
  const id = (await former.sessions.record("a"))?.id;
  const house = await createHouse({ store: former.store });
  expect((await house.sessions.open("a")).ref.id).toBe(id);
  expect(house.driver.agents[0]?.spec.from?.data).toEqual({ id, turns: 1 });
  expect(house.started).toEqual([{ session: expect.objectContaining({ id }), from: "resume" }]);
});

test("a second start has nothing left to end", async () => {
  const former = await crashedHouse(["a"]);
  await (await createHouse({ store: former.store })).sessions.stop(0);
  const house = await createHouse({ store: former.store });
  expect(house.driver.reaped).toEqual([]);
});

test("starting again leaves one's own living sessions alone", async () => {
  const house = await crashedHouse(["a"]);
  await house.sessions.start();
  expect(house.driver.reaped).toEqual([]);
  expect(house.sessions.find("a")?.phase).toBe("working");
});

test("a process that can't be ended keeps the others from nothing, and its conversation stays closed until it is", async () => {
  const former = await crashedHouse(["a", "b"]);
  const house = await createHouse({ store: former.store, start: false });
  house.driver.beforeReap = async ({ pid }) => {
    if (pid === 1_001) throw new Error("Permission denied.");
  };
  await house.sessions.start();
  await house.sessions.open("b");
  await expect(house.sessions.open("a")).rejects.toMatchObject({ code: "SESSIONS_RESUME_FAILED", message: expect.stringContaining("Permission denied.") });
  house.driver.beforeReap = async () => {};
  await house.sessions.open("a");
  expect(house.driver.reaped.map(({ pid }) => pid)).toEqual([1_002, 1_001]);
});

test("a process that is never done with ending does not keep the agent from starting", async () => {
  const former = await crashedHouse(["a", "b"]);
  const house = await createHouse({ store: former.store, start: false });
  house.driver.beforeReap = ({ pid }) => (pid === 1_001 ? new Promise(() => {}) : Promise.resolve());
  const starting = house.sessions.start();
  await house.clock.advance(20_000);
  await starting;
  expect(await house.sessions.record("a")).toMatchObject({ state: "parked", process: { pid: 1_001 } });
  await house.sessions.open("b");
});

test("a former process whose driver is gone is said, and ended once the driver is back", async () => {
  const former = await crashedHouse(["a"]);
  const without = await createHouse({ store: former.store, drivers: [] });
  expect(without.lines).toContainEqual(expect.stringContaining("no longer configured"));
  const house = await createHouse({ store: former.store });
  expect(house.driver.reaped.map(({ pid }) => pid)).toEqual([1_001]);
});

test("a session that was never given an input begins anew, because a runtime can't resume what it never began", async () => {
  const former = await createHouse();
  await former.sessions.open("a");
  const house = await createHouse({ store: former.store });
  await house.sessions.open("a");
  expect(house.driver.agents[0]?.spec.from).toBeUndefined();
  expect(house.started[0]?.from).toBe("new");
});

test("what became of an input is asked of the driver that has its history", async () => {
  const former = await crashedHouse(["a"]);
  await former.sessions.open("opened");
  const inspect = async (answers: SessionDriver["inspect"], key: string, drivers?: readonly SessionDriver[]) => {
    const house = await createHouse({ store: former.store, ...(drivers && { drivers }) });
    house.driver.answers = answers;
    return { became: await house.sessions.inspect(key, "input-1"), lines: house.lines };
  };
  const answered = async (_snapshot: unknown, input: string) => ({ answered: `${input}: tea.` });
  expect((await inspect(answered, "a")).became).toEqual({ answered: "input-1: tea." });
  expect((await inspect(answered, "nobody")).became).toBe("absent");
  expect((await inspect(answered, "opened")).became).toBe("absent");
  expect((await inspect(answered, "a", [])).became).toBe("unknown");
  const unreadable = await inspect(async () => {
    throw new Error("Torn file.");
  }, "a");
  expect(unreadable.became).toBe("unknown");
  expect(unreadable.lines).toContainEqual(expect.stringContaining("could not be read"));
});
