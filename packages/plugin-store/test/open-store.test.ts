import { copyFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@instar/kernel";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { z } from "zod";
import { openStore } from "../src/index.ts";
import { layoutOf, layoutSteps, migrateLayout } from "../src/schema.ts";
import { openSql } from "../src/sql-driver.ts";
import { startChild } from "./child.ts";
import { blockShape, collect, testFolder, textShape } from "./in-folder.ts";

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("the file, its log and the folder made for them are for this user only", async () => {
  const folder = join(testFolder(), "state");
  const file = join(folder, "instar.db");
  await using opened = await openStore({ file, clock: systemClock });
  const store = opened.store("test");
  await store.commit([store.records("notes", textShape).put("a", "x")]);
  expect([folder, file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual([0o700, 0o600, 0o600, 0o600]);
});

test("each Node uses the engine that it has", async () => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: systemClock });
  expect(opened.engine).toBe(Number(process.versions.node.split(".")[0]) >= 24 ? "node:sqlite" : "@photostructure/sqlite");
});

test("while another program holds the file, a commit waits without stopping the event loop, then goes through", async () => {
  const file = join(testFolder(), "instar.db");
  await using opened = await openStore({ file, clock: systemClock });
  const store = opened.store("test");
  const holder = startChild("hold-file.mjs", file);
  expect(await holder.line()).toBe("held");
  const notes = store.records("notes", textShape);
  let settled = false;
  const commits = Promise.all([store.commit([notes.put("a", "x")]), store.commit([notes.put("b", "y")])]).finally(() => (settled = true));
  let turns = 0;
  while (turns < 2_000) {
    await new Promise((resolve) => setImmediate(resolve));
    turns++;
  }
  expect(settled).toBe(false);
  expect(await notes.get("a")).toBeUndefined(); // reading is not held up
  holder.say("let go");
  expect(await commits).toEqual([{ committed: true }, { committed: true }]);
});

test("a script that has nothing else to do stays until its commit went through", async () => {
  const file = join(testFolder(), "instar.db");
  const script = startChild("commit-and-end.mjs", file);
  expect(await script.line()).toBe("ready");
  const holder = startChild("hold-file.mjs", file);
  expect(await holder.line()).toBe("held");
  script.say("go");
  const answer = script.line();
  const early = await Promise.race([answer, systemClock.sleep(400).then(() => "still waiting")]); // four retries, in the real time of two processes
  holder.say("let go");
  expect([early, await answer]).toEqual(["still waiting", '{"committed":true}']);
});

test("a file that stays held is given up after ten seconds, with a plain error, and nothing changed", async () => {
  const file = join(testFolder(), "instar.db");
  const clock = createManualClock();
  await using opened = await openStore({ file, clock });
  const store = opened.store("test");
  const holder = startChild("hold-file.mjs", file);
  await holder.line();
  const notes = store.records("notes", textShape);
  const outcome = store.commit([notes.put("a", "x")]).catch((error: unknown) => error);
  while (clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.jump({ ms: 10_000 });
  expect(await outcome).toMatchObject({ code: "STORE_BUSY", message: expect.stringContaining("10000 ms") });
  holder.say("let go");
  expect(await holder.line()).toBe("free");
  expect(await notes.get("a")).toBeUndefined();
  expect(await store.commit([notes.put("a", "x")])).toEqual({ committed: true });
});

test("closing finishes what was handed to commit, ends followers, and refuses what comes after", async () => {
  const file = join(testFolder(), "instar.db");
  const opened = await openStore({ file, clock: systemClock });
  const store = opened.store("test");
  const notes = store.records("notes", textShape);
  const following = collect(store.journal("log", textShape).follow("reader", new AbortController().signal)).catch((error: unknown) => error);
  const last = store.commit([notes.put("a", "x")]);
  await Promise.all([opened.close(), opened.close()]);
  expect(await last).toEqual({ committed: true });
  expect(await following).toMatchObject({ code: "STORE_CLOSED" });
  await expect(notes.get("a")).rejects.toMatchObject({ code: "STORE_CLOSED" });
  await expect(store.commit([notes.put("a", "x")])).rejects.toMatchObject({ code: "STORE_CLOSED" });
  await using again = await openStore({ file, clock: systemClock });
  expect((await again.store("test").records("notes", textShape).get("a"))?.value).toBe("x");
});

test("expired rows are removed little by little, along with other commits", async () => {
  const file = join(testFolder(), "instar.db");
  const clock = createManualClock();
  const opened = await openStore({ file, clock });
  const store = opened.store("test");
  const notes = store.records("notes", textShape);
  await store.commit(Array.from({ length: 250 }, (_, n) => notes.put(`old ${n}`, "x", { ttlMs: 1_000 })));
  await clock.jump({ hours: 1 });
  for (let n = 0; n < 3; n++) await store.commit([notes.put("new", String(n))]);
  await opened.close();
  const sql = await openSql(file);
  expect(sql.get("SELECT count(*) AS rows FROM record")).toEqual({ rows: 1 });
  sql.close();
});

test("an item that cannot be read is named once and does not stop the others", async () => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: systemClock });
  const store = opened.store("test");
  const loose = store.queue("work", { version: 1, schema: z.unknown() });
  const work = store.queue("work", textShape);
  await store.commit([loose.enqueue(42), work.enqueue("good")]);
  await expect(work.claim("me", 1_000)).rejects.toMatchObject({ code: "STORE_VALUE_UNREADABLE", message: expect.stringContaining("test/work") });
  expect((await work.claim("me", 1_000))?.item).toBe("good");
  expect((await loose.claim("me", 1_000))?.item).toBe(42);
});

test("a truncation keeps what a follower has not finished", async () => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: systemClock });
  const store = opened.store("test");
  const log = store.journal("log", textShape);
  await store.commit(["a", "b", "c"].map((entry) => log.append(entry)));
  for await (const { entry, done } of log.follow("reader", new AbortController().signal)) {
    if (entry === "b") break;
    await store.commit([done()]);
  }
  await log.truncate(Number.MAX_SAFE_INTEGER);
  expect((await collect(log.read())).map(({ entry }) => entry)).toEqual(["b", "c"]);
});

test.each(["", "a\0b", "\ud800", "x".repeat(1_025)])("the key %j is refused", async (key) => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: systemClock });
  const notes = opened.store("test").records("notes", textShape);
  expect(() => notes.put(key, "x")).toThrow(expect.objectContaining({ code: "STORE_KEY_INVALID" }));
});

test.each([
  ["a value that is not JSON", () => undefined, "STORE_VALUE_INVALID"],
  ["a value with a cycle", () => cyclic(), "STORE_VALUE_INVALID"],
])("%s is refused before anything is written", async (_what, make, code) => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: systemClock });
  const notes = opened.store("test").records("notes", { version: 1, schema: z.unknown() });
  expect(() => notes.put("a", make())).toThrow(expect.objectContaining({ code }));
});

function cyclic(): object {
  const ring: { self?: object } = {};
  ring.self = ring;
  return ring;
}

test("a store of the first layout still opens with everything in it", async () => {
  const file = join(testFolder(), "instar.db");
  copyFileSync(fileURLToPath(new URL("./fixtures/layout-1.db", import.meta.url)), file);
  await using opened = await openStore({ file, clock: systemClock });
  const store = opened.store("test");
  expect((await store.records("blocks", blockShape).get("a"))?.value).toEqual({ block: "kept" });
  expect((await collect(store.journal("log", blockShape).read())).map(({ entry }) => entry.block)).toEqual(["first", "second"]);
  expect((await store.queue("work", blockShape).claim("me", 1_000))?.item).toEqual({ block: "to do" });
});

test("a layout step that fails leaves the file in its former layout", async () => {
  const sql = await openSql(join(testFolder(), "instar.db"));
  migrateLayout(sql);
  expect(() => migrateLayout(sql, [...layoutSteps, "CREATE TABLE extra (a)", "CREATE TABLE record (a)"])).toThrow(/record already exists/);
  expect(layoutOf(sql)).toBe(layoutSteps.length);
  expect(sql.get("SELECT name FROM sqlite_schema WHERE name = 'extra'")).toBeUndefined();
  migrateLayout(sql, [...layoutSteps, "CREATE TABLE extra (a)"]);
  expect(layoutOf(sql)).toBe(layoutSteps.length + 1);
  sql.close();
});
