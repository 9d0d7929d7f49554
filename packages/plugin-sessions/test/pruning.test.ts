import { definePlugin } from "@instar/kernel";
import { SessionDrivers, type Store } from "@instar/kernel/contracts";
import storePlugin from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import plugin, { Sessions } from "../src/index.ts";
import { createSessionBook } from "../src/session-book.ts";
import type { StoredSession } from "../src/session-record.ts";
import { createScriptedDriver } from "./fixtures/driver.ts";
import { createHouse } from "./fixtures/house.ts";

const day = 24 * 60 * 60_000;
const forever = new AbortController().signal;

test("an ended session is forgotten after its days, and a conversation's past is not", async () => {
  const { sessions, driver, clock, ask } = await createHouse();
  for (const key of ["ended", "parked"]) {
    await ask(key);
    await driver.agents.at(-1)?.answer();
  }
  await sessions.end("ended", "Enough.");
  await sessions.park("parked", "For the test.");
  await clock.advance(29 * day);
  expect(await sessions.prune(forever)).toBe(0);
  await clock.advance(2 * day);
  expect(await sessions.prune(forever)).toBe(1);
  expect((await sessions.list()).map(({ key }) => key)).toEqual(["parked"]);
  await sessions.open("parked");
  expect(driver.agents.at(-1)?.spec.from).toMatchObject({ data: { turns: 1 } });
});

test("too many records go in batches, those that ended first, and an abort stops between two", async () => {
  const { sessions, store } = await createHouse({ options: { keepRecords: 100, keepDays: 1_000_000 } });
  const book = createSessionBook(store);
  for (let at = 0; at < 700; at++) await book.rest([ended(at)]);
  let commits = 0;
  const abort = new AbortController();
  const counting: Store = {
    ...store,
    commit(ops) {
      commits++;
      abort.abort();
      return store.commit(ops);
    },
  };
  const once = await createHouse({ options: { keepRecords: 100, keepDays: 1_000_000 }, store: counting });
  expect(await once.sessions.prune(abort.signal)).toBe(200);
  expect(commits).toBe(1);
  expect(await sessions.prune(forever)).toBe(400);
  const left = await sessions.list();
  expect(left).toHaveLength(100);
  expect(left.at(-1)?.id).toBe("id-600");
});

test("within the house it happens soon after the start and once a day", async () => {
  const driver = createScriptedDriver();
  const agent = definePlugin({ api: 1, name: "scripted", setup: ({ contribute }) => void contribute(SessionDrivers, driver) })();
  await using kernel = await createTestKernel([storePlugin(), plugin({ keepDays: 1 }), agent]);
  const sessions = kernel.service(Sessions);
  const endOne = async (key: string) => {
    await (await sessions.open(key)).send({ id: key, text: "Hello" });
    await sessions.end(key, "Enough.");
  };
  await endOne("first");
  await kernel.clock.jump({ ms: 11_000 });
  expect(await sessions.list()).toHaveLength(1);
  await endOne("second");
  await kernel.clock.jump({ hours: 47 });
  await endOne("third");
  await expect.poll(async () => (await sessions.list()).map(({ key }) => key)).toEqual(["third"]);
});

function ended(at: number): StoredSession {
  return {
    id: `id-${String(at).padStart(3, "0")}`,
    key: `key-${at}`,
    driver: "scripted",
    state: "stopped",
    cwd: "/project",
    createdAt: at,
    usedAt: at,
    turns: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
    purpose: "person",
    calls: 0,
    workedMs: 0,
    exit: { code: 0, at },
    asked: true,
  };
}
