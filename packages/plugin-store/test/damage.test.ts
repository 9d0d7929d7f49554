import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { InstarError } from "@instar/kernel";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { openStore } from "../src/index.ts";
import { openSql } from "../src/sql-driver.ts";
import type { StoreFileOptions } from "../src/store-file.ts";
import { startChild } from "./child.ts";
import { blockShape, collect, testFolder } from "./in-folder.ts";

const pageBytes = 4_096;
const clock = createManualClock();
const open = (file: string, options: Partial<StoreFileOptions> = {}) => openStore({ file, clock, ...options });

async function failure(action: Promise<unknown>): Promise<InstarError> {
  const error: unknown = await action.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return InstarError.is(error) ? error : expect.unreachable(`Expected an InstarError, got ${String(error)}`);
}

const kept = (file: string) => readdirSync(dirname(file)).filter((name) => name.includes(".broken-"));

/** A store of 500 rows of 1 kB, written by a process that ended cleanly: one engine keeps a closed file open until garbage is collected. */
async function filledStore(): Promise<string> {
  const file = join(testFolder(), "instar.db");
  const writer = startChild("leave-log.mjs", file, "500");
  expect(await writer.line()).toBe("written");
  writer.say("close");
  await once(writer.process, "exit");
  expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0).toBe(0);
  return file;
}

async function rowsIn(file: string): Promise<number> {
  await using opened = await open(file);
  return (await collect(opened.store("test").records("blocks", blockShape).entries())).length;
}

/** The same store as a killed process leaves it: with its log. */
async function killedStore(rows: number): Promise<string> {
  const file = join(testFolder(), "instar.db");
  const writer = startChild("leave-log.mjs", file, String(rows));
  expect(await writer.line()).toBe("written");
  await writer.kill();
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  return file;
}

function spoil(file: string, from: number, bytes: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(bytes, 0xff), 0, bytes, from);
  closeSync(handle);
}

test.each([
  ["is not a database", (file: string) => writeFileSync(file, "no database ".repeat(1_000))],
  ["was cut off in the middle", (file: string) => truncateSync(file, 60 * pageBytes)],
  ["was cut off inside a page", (file: string) => truncateSync(file, statSync(file).size - 100)],
  ["was emptied", (file: string) => truncateSync(file, 0)],
  ["lost its header", (file: string) => spoil(file, 0, 100)],
  ["lost its table of contents", (file: string) => spoil(file, 100, pageBytes - 100)],
])("a file that %s is kept as it was, named in the error, and refused until somebody decides", async (_what, damage) => {
  const file = await filledStore();
  damage(file);
  const found = readFileSync(file);
  const error = await failure(open(file));
  expect(error.code).toBe("STORE_FILE_BROKEN");
  const [name = "", ...others] = kept(file).filter((each) => !/-(shm|wal)$/.test(each));
  expect(others).toEqual([]);
  expect(error.message).toContain(name);
  expect(error.hint).toContain("whenBroken");
  expect(readFileSync(join(dirname(file), name)).equals(found)).toBe(true);

  expect(await failure(open(file))).toMatchObject({ code: "STORE_FILE_BROKEN", message: expect.stringContaining(name) });
  await using fresh = await open(file, { whenBroken: "fresh" });
  expect(fresh.rescue?.kept).toContain(name);
  expect(readFileSync(join(dirname(file), name)).equals(found)).toBe(true);
});

test("a log that was cut off loses only the commit that it cut off", async () => {
  const file = await killedStore(20);
  truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 200);
  expect(await rowsIn(file)).toBe(19);
});

test("a killed store opens with all its rows, and leaves no log after a clean end", async () => {
  const file = await killedStore(20);
  expect(await rowsIn(file)).toBe(20);
  expect(existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0).toBe(0);
  expect(kept(file)).toEqual([]);
});

test("a missing file beside its log is damage, and the log is kept with its bytes", async () => {
  const file = await killedStore(5);
  rmSync(file);
  const log = readFileSync(`${file}-wal`);
  expect(await failure(open(file))).toMatchObject({ code: "STORE_FILE_BROKEN", message: expect.stringContaining("write-ahead log") });
  const keptLog = kept(file).find((name) => name.endsWith("-wal")) ?? "";
  expect(readFileSync(join(dirname(file), keptLog)).equals(log)).toBe(true);
  expect((await failure(open(file))).code).toBe("STORE_FILE_BROKEN");
});

test("after a crash the whole file is read through, and a spoiled page in it is found at the start; file and log keep their bytes", async () => {
  const file = await filledStore();
  const writer = startChild("leave-log.mjs", file, "3");
  await writer.line();
  await writer.kill();
  spoil(file, 80 * pageBytes, pageBytes);
  const found = [readFileSync(file), readFileSync(`${file}-wal`)];
  expect((await failure(open(file))).code).toBe("STORE_FILE_BROKEN");
  const names = kept(file)
    .filter((name) => !name.endsWith("-shm"))
    .sort();
  expect(names).toHaveLength(2);
  expect(names.every((name, index) => readFileSync(join(dirname(file), name)).equals(found[index] ?? Buffer.alloc(0)))).toBe(true);
});

test("damage that shows in use is an error for that call, and the next start examines the file", async () => {
  const file = await filledStore();
  spoil(file, 40 * pageBytes, 60 * pageBytes);
  const opened = await open(file);
  const blocks = opened.store("test").records("blocks", blockShape);
  expect((await failure(collect(blocks.entries()))).code).toBe("STORE_FILE_BROKEN");
  await opened.close();
  expect(await failure(open(file))).toMatchObject({ code: "STORE_FILE_BROKEN", message: expect.stringContaining(".broken-") });
});

test("salvage reads around the damage into a new file, counts what it found, and keeps the old one", async () => {
  const file = await filledStore();
  spoil(file, 80 * pageBytes, 3 * pageBytes);
  writeFileSync(`${file}.suspect`, "");
  const found = readFileSync(file);
  const opened = await open(file, { whenBroken: "salvage" });
  const { report, kept: keptName = "" } = opened.rescue ?? {};
  expect(report).toMatchObject({ readable: true, complete: false });
  expect(report?.rows.record).toBeGreaterThan(400);
  expect(report?.rows.record).toBeLessThan(500);
  await opened.close();
  expect(await rowsIn(file)).toBe(report?.rows.record);
  expect(readFileSync(keptName).equals(found)).toBe(true);
});

test("salvage of a cut-off file carries over what is left", async () => {
  const file = await filledStore();
  truncateSync(file, 90 * pageBytes);
  await using opened = await open(file, { whenBroken: "salvage" });
  expect(opened.rescue?.report).toMatchObject({ readable: true, complete: false });
  expect(opened.rescue?.report?.rows.record).toBeGreaterThan(100);
});

test("salvage never gives out a journal position or an item number again", async () => {
  const file = await filledStore();
  const before = await open(file);
  const store = before.store("test");
  const log = store.journal("log", blockShape);
  await store.commit([log.append({ block: "a" }), log.append({ block: "b" })]);
  await log.truncate(10);
  await before.close();
  spoil(file, 80 * pageBytes, pageBytes);
  writeFileSync(`${file}.suspect`, "");
  await using opened = await open(file, { whenBroken: "salvage" });
  const again = opened.store("test");
  await again.commit([again.journal("log", blockShape).append({ block: "c" })]);
  expect((await collect(again.journal("log", blockShape).read()))[0]?.position).toBe(3);
});

test("salvage of a file in which nothing is readable is refused, and nothing is replaced", async () => {
  const file = await filledStore();
  writeFileSync(file, "no database ".repeat(1_000));
  expect(await failure(open(file, { whenBroken: "salvage" }))).toMatchObject({
    code: "STORE_FILE_BROKEN",
    message: expect.stringContaining("nothing in it could be read"),
  });
  expect(existsSync(file)).toBe(false);
});

test("a newer layout and a database of another program are refused and not touched", async () => {
  const file = await filledStore();
  const change = async (pragma: string) => {
    const sql = await openSql(file);
    sql.script(pragma);
    sql.close();
    return readFileSync(file);
  };
  const newer = await change("PRAGMA user_version = 99");
  expect(await failure(open(file))).toMatchObject({ code: "STORE_NEWER", message: expect.stringContaining("layout 99") });
  expect(readFileSync(file).equals(newer)).toBe(true);
  const foreign = await change("PRAGMA application_id = 1");
  expect((await failure(open(file))).code).toBe("STORE_FOREIGN_FILE");
  expect(readFileSync(file).equals(foreign)).toBe(true);
});

test("a full disk refuses the large change, keeps the small one beside it and all earlier rows, and works again afterwards", async () => {
  const file = await filledStore();
  const full = await open(file, { maxSizeBytes: statSync(file).size + 8 * pageBytes });
  const store = full.store("test");
  const blocks = store.records("blocks", blockShape);
  const [large, small] = await Promise.allSettled([
    store.commit([blocks.put("large", { block: "y".repeat(1_000_000) })]),
    store.commit([blocks.put("small", { block: "z" })]),
  ]);
  expect(large).toMatchObject({ status: "rejected", reason: { code: "STORE_DISK_FULL" } });
  expect(small).toMatchObject({ status: "fulfilled", value: { committed: true } });
  await store.commit([blocks.delete("0000")]);
  expect((await collect(blocks.entries())).length).toBe(500);
  await full.close();
  expect(await rowsIn(file)).toBe(500);
});
