import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Store } from "@instar/kernel/contracts";
import { openStore } from "@instar/plugin-store";
import { createManualClock } from "@instar/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createWriter } from "../src/writer.ts";

const shape = { version: 1, schema: z.string() };
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let file: Awaited<ReturnType<typeof openStore>>;
/** So many commits fail before one works, as on a full disk. */
let failing = 0;
let commits = 0;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "instar-writer-"));
  file = await openStore({ file: path.join(folder, "instar.db"), clock: createManualClock() });
  failing = 0;
  commits = 0;
});
afterEach(async () => {
  await file.close();
  await rm(folder, { recursive: true, force: true });
});

function make() {
  const clock = createManualClock();
  const closing = new AbortController();
  const real = file.store("test");
  const store: Store = {
    ...real,
    commit(ops) {
      commits += 1;
      return failing-- > 0 ? Promise.reject(new Error("The disk is full.")) : real.commit(ops);
    },
  };
  return { clock, closing, records: real.records("things", shape), writer: createWriter({ store, clock, log, closing: closing.signal }) };
}

test("what is asked for at once shares a commit, in its order", async () => {
  const { writer, records } = make();
  await Promise.all(["one", "two", "three"].map((value) => writer.write([records.put("thing", value)])));
  expect(commits).toBe(1);
  expect((await records.get("thing"))?.value).toBe("three");
});

test("one that does not hold spoils none of the others", async () => {
  const { writer, records } = make();
  await writer.write([records.put("taken", "first")]);
  const outcomes = await Promise.allSettled([
    writer.write([records.put("a", "kept")]),
    writer.write([records.put("taken", "second", { ifRevision: 0 }), records.put("b", "lost")]),
    writer.write([records.put("c", "kept")]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(outcomes[1]).toMatchObject({ reason: { code: "SCHEDULER_NOT_SAVED" } });
  expect([(await records.get("a"))?.value, await records.get("b"), (await records.get("c"))?.value, (await records.get("taken"))?.value]).toEqual([
    "kept",
    undefined,
    "kept",
    "first",
  ]);
});

test("a disk that refuses is asked again until it takes it; a house that closes gives up", async () => {
  const { writer, records, clock, closing } = make();
  failing = 3;
  const written = writer.write([records.put("thing", "late")]);
  await clock.advance(10_000);
  await written;
  expect((await records.get("thing"))?.value).toBe("late");
  failing = Number.POSITIVE_INFINITY;
  const never = writer.write([records.put("thing", "never")]);
  closing.abort();
  await expect(never).rejects.toThrow("The disk is full.");
  expect((await records.get("thing"))?.value).toBe("late");
});
