import type { Store } from "@instar/kernel/contracts";
import { createManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createSessionId } from "../src/session-id.ts";
import { currentShape, type StoredSession, sessionShape } from "../src/session-record.ts";
import { createHouse } from "./fixtures/house.ts";
import { openTestStore } from "./fixtures/store.ts";

const example = (at: number): StoredSession => ({
  id: createSessionId(at),
  key: `chat-${at}`,
  driver: "scripted",
  state: "parked",
  address: { channel: "telegram", conversation: "42", thread: "7" },
  model: "small",
  cwd: "/project",
  snapshot: { driver: "scripted", version: 1, data: { id: "1", turns: 1 } },
  process: { pid: 1, startedAt: 2, mark: "m" },
  createdAt: at,
  usedAt: at,
  turns: 1,
  inputTokens: 10,
  outputTokens: 2,
  costUsd: 0.1,
  purpose: "job",
  calls: 3,
  workedMs: 1_500,
  permissionMode: "plan",
  tools: ["Read"],
  limits: { costUsd: 2, calls: 50 },
  over: { limit: "calls", at, text: "Over." },
  exit: { code: null, at, text: "It ended." },
  asked: true,
});

test("a record comes back from the disk as it was put there", async () => {
  const store = await openTestStore(createManualClock());
  const records = store.records("sessions", sessionShape);
  const { address: _a, model: _m, snapshot: _s, process: _p, exit: _e, ...least } = example(2);
  await store.commit([records.put("1", example(1)), records.put("2", { ...least, id: "2" })]);
  expect((await records.get("1"))?.value).toMatchObject({ ...example(1), id: expect.any(String) });
  expect((await records.get("2"))?.value).toEqual({ ...least, id: "2" });
});

test("ids are UUIDs in the order of time", () => {
  const ids = [5, 1_700_000_000_000, 1_800_000_000_000].map(createSessionId);
  expect(ids).toEqual([...ids].sort());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

/** Counts what is read and written, on a real store. */
function counting(store: Store) {
  const count = { read: 0, commits: 0 };
  const counted: Store = {
    ...store,
    records(name, shape) {
      const records = store.records(name, shape);
      return {
        ...records,
        get(key) {
          count.read++;
          return records.get(key);
        },
        async *entries(prefix) {
          for await (const entry of records.entries(prefix)) {
            count.read++;
            yield entry;
          }
        },
      };
    },
    commit(ops) {
      count.commits++;
      return store.commit(ops);
    },
  };
  return { count, store: counted };
}

test("with 10,000 former sessions a start and a turn read no more than with none", async () => {
  const { count, store } = counting(await openTestStore(createManualClock()));
  const records = store.records("sessions", sessionShape);
  const currents = store.records("current", currentShape);
  const former = Array.from({ length: 10_000 }, (_, at) => example(at + 1));
  await store.commit(former.flatMap((record) => [records.put(record.id, record), currents.put(record.key, { id: record.id })]));
  count.read = 0;
  const { sessions, driver, ask } = await createHouse({ store });
  await ask("chat-77");
  await driver.agents[0]?.answer();
  expect(count.read).toBeLessThanOrEqual(3);
  const list = await sessions.list();
  expect(list).toHaveLength(10_000);
  expect(list.slice(0, 2).map(({ key }) => key)).toEqual(["chat-77", "chat-10000"]);
});

test("a further turn costs no write on the way, and one within the next second", async () => {
  const { count, store } = counting(await openTestStore(createManualClock()));
  const { driver, clock, ask } = await createHouse({ store });
  await ask("chat");
  await driver.agents[0]?.answer();
  await clock.advance(1_000);
  count.commits = 0;
  for (let turn = 0; turn < 5; turn++) {
    await ask("chat");
    await driver.agents[0]?.emit({ type: "usage", inputTokens: 1, outputTokens: 1 });
    await driver.agents[0]?.emit({ type: "turn-end", inputs: [`input-${turn + 2}`], outcome: "done", text: "" });
  }
  expect(count.commits).toBe(0);
  await clock.advance(1_000);
  expect(count.commits).toBe(1);
});

test("what must be durable and is not fails its driver, and a full disk at the end leaves nothing running or hanging", async () => {
  const real = await openTestStore(createManualClock());
  let full = false;
  const store: Store = {
    ...real,
    commit: (ops) => (full ? Promise.reject(new Error("No space left on device.")) : real.commit(ops)),
  };
  const { sessions, driver, clock, ask, lines } = await createHouse({ store });
  await ask("chat");
  full = true;
  await expect(driver.agents[0]?.emit({ type: "snapshot", snapshot: { driver: "scripted", version: 1, data: "new" } })).rejects.toThrow("No space left");
  await driver.agents[0]?.emit({ type: "usage", inputTokens: 1, outputTokens: 1 });
  await clock.advance(1_000);
  expect(lines).toContainEqual(expect.stringContaining("figures could not be saved"));
  await expect(sessions.end("chat", "Stopped.")).rejects.toThrow("No space left");
  await settle();
  expect(driver.running()).toBe(0);
  expect(sessions.status().living).toBe(0);
  full = false;
  await sessions.end("chat", "Stopped.");
  expect(await sessions.record("chat")).toBeUndefined();
});

test("an input is not sent while the disk can't remember that there was one", async () => {
  const real = await openTestStore(createManualClock());
  let full = false;
  const store: Store = { ...real, commit: (ops) => (full ? Promise.reject(new Error("No space left on device.")) : real.commit(ops)) };
  const { sessions, driver } = await createHouse({ store });
  const session = await sessions.open("chat");
  full = true;
  for (const id of ["1", "2"]) await expect(session.send({ id, text: "Hello" })).rejects.toThrow("No space left");
  expect(driver.agents[0]?.inputs).toEqual([]);
  expect(session.phase).toBe("idle");
  full = false;
  await session.send({ id: "3", text: "Hello" });
  const next = await createHouse({ store });
  await next.sessions.open("chat");
  expect(next.started[0]?.from).toBe("resume");
});
