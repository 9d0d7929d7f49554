import { execFileSync } from "node:child_process";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock, settle } from "../src/index.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-clock-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("each timer fires at its own instant, and what it sets off is over before the next", async () => {
  const clock = createManualClock(0);
  const seen: string[] = [];
  clock.after(20, () => void seen.push(`second at ${clock.now()}`));
  clock.after(10, () => void Promise.resolve().then(() => seen.push(`first at ${clock.now()}`)));
  await clock.advance(15);
  expect(seen).toEqual(["first at 10"]);
  await clock.advance(15);
  expect([seen, clock.now(), clock.pending]).toEqual([["first at 10", "second at 20"], 30, 0]);
});

test("the clock moves on only when the files that a timer reads and writes are there", async () => {
  const large = join(folder, "large");
  await writeFile(large, Buffer.alloc(40_000_000));
  const clock = createManualClock(0);
  const seen: string[] = [];
  clock.after(10, () => {
    void readFile(large)
      .then((content) => writeFile(join(folder, "copy"), content))
      .then(() => seen.push(`copied at ${clock.now()}`));
  });
  clock.after(20, () => void seen.push("too late"));
  await clock.advance(60_000);
  expect(seen).toEqual(["copied at 10", "too late"]);
});

test("the clock moves on only when what is imported for the first time is there", async () => {
  const late = join(folder, "late.mjs");
  await writeFile(late, "export const words = 'here';");
  const clock = createManualClock(0);
  const seen: string[] = [];
  clock.after(10, () => void import(late).then(({ words }) => seen.push(`${words} at ${clock.now()}`)));
  clock.after(20, () => void seen.push("too late"));
  await clock.advance(60_000);
  expect(seen).toEqual(["here at 10", "too late"]);
});

test("a file that hangs holds nobody up for longer than 2 s", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reading = open(pipe, "r");
  const began = performance.now();
  await settle();
  expect(performance.now() - began).toBeGreaterThanOrEqual(1_990);
  const writer = await open(pipe, "w");
  await (await reading).close();
  await writer.close();
});
