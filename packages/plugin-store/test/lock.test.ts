import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InstarError } from "@instar/kernel";
import { expect, test } from "vitest";
import { openLock, readLockHolder } from "../src/lock.ts";
import { startChild } from "./child.ts";
import { testFolder } from "./in-folder.ts";

const lockedError = async (path: string) => {
  const error: unknown = await openLock(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return InstarError.is(error, "STORE_LOCKED") ? error : expect.unreachable(`Expected STORE_LOCKED, got ${String(error)}`);
};

test("a second process is refused at once, and told who holds the lock since when", async () => {
  const path = join(testFolder(), "state", "lock.db");
  const holder = startChild("hold-lock.mjs", path);
  expect(await holder.line()).toBe("held");
  const { message, hint } = await lockedError(path);
  expect(message).toContain(`process ${holder.process.pid}`);
  expect(message).toMatch(/started at 20\d\d-/);
  expect(hint).toMatch(/running agent/);
});

test("the lock falls when its holder is killed", async () => {
  const path = join(testFolder(), "lock.db");
  const holder = startChild("hold-lock.mjs", path);
  expect(await holder.line()).toBe("held");
  await holder.kill();
  const lock = await openLock(path);
  expect(lock.holder.pid).toBe(process.pid);
  lock.release();
});

test("a lock that is given back can be taken again, by this process and by another", async () => {
  const path = join(testFolder(), "lock.db");
  for (let round = 0; round < 3; round++) {
    const lock = await openLock(path);
    await lockedError(path);
    expect(await startChild("hold-lock.mjs", path).line()).toContain(`process ${process.pid}`);
    lock.release();
    lock.release();
    expect(readLockHolder(path)).toBeUndefined();
  }
  const other = startChild("hold-lock.mjs", path);
  expect(await other.line()).toBe("held");
  expect(readLockHolder(path)?.pid).toBe(other.process.pid);
});

test("what a dead holder left beside the lock keeps nobody out", async () => {
  const path = join(testFolder(), "lock.db");
  writeFileSync(`${path}.holder.json`, '{"pid":1,"startedAt":1}');
  const lock = await openLock(path);
  expect(readLockHolder(path)?.pid).toBe(process.pid);
  lock.release();
  expect(existsSync(`${path}.holder.json`)).toBe(false);
});

test("of eight processes that start together, one gets the lock", async () => {
  const path = join(testFolder(), "lock.db");
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => startChild("hold-lock.mjs", path).line()));
  expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.startsWith("STORE_LOCKED"))).toHaveLength(7);
});

test("the lock's file is its owner's alone", async () => {
  const path = join(testFolder(), "lock.db");
  using _lock = await openLock(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
