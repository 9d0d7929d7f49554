import { appendFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, systemClock } from "@instar/kernel";
import { createManualClock } from "@instar/testing";
import { expect, onTestFinished, test } from "vitest";
import { watchFolder } from "../../src/files/watch-folder.ts";
import { job, openFolder } from "./open-folder.ts";

test("a change by hand is told within a second: written, replaced by rename, taken away", async () => {
  const { jobs, write, folder, follow } = await openFolder();
  await write("a.md", job("every 30m"));
  await jobs.load();
  const changes = follow();
  await sleep(30);
  const held = () => jobs.jobs().get("a");
  const told = () => changes.at(-1);
  // A machine that is busy may look at half of a file first, and again as soon as the rest is there.
  for (const [act, seen, what] of [
    [() => write("a.md", job("every 10m")), held, { schedule: { ms: 600_000 } }],
    [
      async () => {
        await write(".a.md.new", job("every 20m"));
        await rename(join(folder, ".a.md.new"), join(folder, "a.md"));
      },
      held,
      { schedule: { ms: 1_200_000 } },
    ],
    [() => write("a.md", job("evry 20m")), told, { problems: [{ line: 2 }] }],
    [() => rm(join(folder, "a.md")), told, { removed: ["a"] }],
  ] as const) {
    const began = performance.now();
    await act();
    await expect.poll<unknown>(seen, { interval: 5 }).toMatchObject(what);
    expect(performance.now() - began).toBeLessThan(1_000);
  }
  expect(changes.filter(({ changed }) => changed.includes("a")).length).toBeGreaterThanOrEqual(2);
});

test("a file that is still being written is not looked at", async () => {
  const clock = createManualClock();
  let rests = 0;
  const after: Clock["after"] = (ms, run) => {
    rests++;
    return clock.after(ms, run);
  };
  const { jobs, folder, follow } = await openFolder({ clock: { ...clock, after } });
  await jobs.load();
  const changes = follow();
  await expect.poll(() => rests).toBe(1);
  await clock.advance(1_000);
  for (const piece of ["---\n", "schedule: ev", "ery 30m\n", "---\n", "Do i", "t.\n"]) {
    const before = rests;
    await appendFile(join(folder, "a.md"), piece);
    // The system has told of it: the watch rests anew
    await expect.poll(() => rests, { interval: 1 }).toBeGreaterThan(before);
    await clock.advance(60);
  }
  expect(changes).toEqual([]);
  await expect.poll(() => clock.advance(20).then(() => changes)).toEqual([{ added: ["a"], changed: [], removed: [], problems: [] }]);
  expect(jobs.jobs().get("a")?.execute?.value).toBe("Do it.");
});

/** Ten times as fast. */
const hasty: Clock = { ...systemClock, now: () => systemClock.now() * 10, after: (ms, run) => systemClock.after(ms / 10, run) };

test("a folder that comes, goes and comes again is followed all the same", async () => {
  const { write, folder, follow } = await openFolder({ clock: hasty, inside: "jobs" });
  const changes = follow();
  await sleep(30);
  await mkdir(folder);
  await write("a.md", job("every 30m"));
  await expect.poll(() => changes).toMatchObject([{ added: ["a"] }]);
  await rm(folder, { recursive: true });
  await expect.poll(() => changes).toMatchObject([{}, { removed: ["a"] }]);
  await mkdir(folder);
  await writeFile(join(folder, "b.md"), job("every 30m"));
  await expect.poll(() => changes.at(-1)).toMatchObject({ added: ["b"] });
});

test("where the system can watch no more, the folder is looked at each 2 s, and it is said once", async () => {
  const { folder } = await openFolder();
  const ending = new AbortController();
  const looks: (ReadonlySet<string> | undefined)[] = [];
  const said: string[] = [];
  const watching = watchFolder(
    {
      folder,
      clock: hasty,
      log: { info: () => undefined, warn: (text) => void said.push(text) },
      signal: ending.signal,
      open: () => {
        throw Object.assign(new Error("ENOSPC: System limit for number of file watchers reached"), { code: "ENOSPC" });
      },
    },
    async (names) => void looks.push(names),
  );
  onTestFinished(async () => {
    ending.abort();
    await watching;
  });
  await expect.poll(() => looks.slice(0, 3)).toEqual([undefined, undefined, undefined]);
  expect(said).toEqual(["The folder of jobs can't be watched, so it is looked at each 2 s."]);
});
