import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { ancestorsOf, carriedMark, createMark, isAlive, markOf } from "../src/index.ts";
import { parseStat } from "../src/linux-processes.ts";
import { parsePs } from "../src/ps-processes.ts";
import { startMarkedShell } from "./marked-shell.ts";
import { until } from "./until.ts";

test("marks differ and are safe in an environment", () => {
  expect(createMark()).toMatch(/^[0-9a-f]{32}$/);
  expect(createMark()).not.toBe(createMark());
});

test("a mark tells when the process started, and whether it still lives", async () => {
  const { shell, mark } = await startMarkedShell("exec sleep 60");
  expect(Math.abs(mark.startedAt - Date.now())).toBeLessThan(5_000);
  expect(await isAlive(mark)).toBe(true);
  expect(await carriedMark(shell.pid)).toBe(mark.mark);
  await shell.stop(0);
  expect(await isAlive(mark)).toBe(false);
  expect(await markOf(shell.pid, mark.mark)).toBeUndefined();
  expect(await carriedMark(shell.pid)).toBeUndefined();
});

test("a reused pid is somebody else; a clock that was set is not", async () => {
  const { shell, mark } = await startMarkedShell("echo up; sleep 60");
  // While a process takes on its program, its environment reads as empty.
  await until("the shell has its program", () => shell.tail().includes("up"));
  expect(await isAlive({ ...mark, startedAt: mark.startedAt - 60_000, mark: createMark() })).toBe(false);
  expect(await isAlive({ ...mark, startedAt: mark.startedAt - 60_000 })).toBe(true);
  await shell.stop(0);
});

test("a process that has ended and was not waited for is dead", async () => {
  const parent = spawn(process.execPath, ["-e", `const c = require("child_process").spawn("true"); console.log(c.pid); for (;;);`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  await until("the child has ended", async () => {
    const mark = await markOf(pid, "none");
    return mark !== undefined && !(await isAlive(mark));
  });
  parent.kill("SIGKILL");
  await once(parent, "exit");
});

test("ancestors are told nearest first, up to the first process", async () => {
  const { shell } = await startMarkedShell("sleep 60 & echo $!; wait");
  await until("the child is up", () => shell.tail().includes("\n"));
  const ancestors = await ancestorsOf(Number(shell.tail()));
  expect(ancestors.slice(0, 2)).toEqual([shell.pid, process.pid]);
  expect(ancestors.at(-1)).toBe(1);
  await shell.stop(0);
  expect(await ancestorsOf(4_194_305)).toEqual([]);
});

test("a program's name may hold anything", () => {
  const stat = "42 (a) S 1 (b) R 7 40 41 0 -1 4194304 99 0 0 0 0 0 0 0 20 0 1 0 106282 3133440 388";
  expect(parseStat(42, stat, 1_000_000)).toEqual({ pid: 42, ppid: 7, group: 40, session: 41, startedAt: 1_000_000 + 1_062_820, zombie: false });
});

test.each([
  ["runs", "S", 11, false],
  ["has ended while its other threads have not: it still holds its files and ports", "Z", 2, false],
  ["has ended, and its parent has not noticed", "Z", 1, true],
])("a process whose first thread %s", (_, state, threads, zombie) => {
  const stat = `42 (node) ${state} 7 40 41 0 -1 4194304 99 0 0 0 0 0 0 0 20 0 ${threads} 0 106282 3133440 388`;
  expect(parseStat(42, stat, 0).zombie).toBe(zombie);
});

test("what ps prints is understood, with and without an environment", () => {
  const output = [
    "    1     0     1 Ss   Sat Nov 21 06:00:00 2026     /sbin/launchd",
    "  731     1   700 S+   Sat Nov 21 07:37:38 2026     node agent.js HOME=/Users/kira INSTAR_MARK=abc123 LANG=C",
    "  732   731   700 Z    Sat Nov 21 07:37:39 2026     (sh)",
    "",
  ].join("\n");
  expect(parsePs(output)).toEqual([
    { pid: 1, ppid: 0, group: 1, session: 0, startedAt: Date.UTC(2026, 10, 21, 6), zombie: false, mark: undefined },
    { pid: 731, ppid: 1, group: 700, session: 0, startedAt: Date.UTC(2026, 10, 21, 7, 37, 38), zombie: false, mark: "abc123" },
    { pid: 732, ppid: 731, group: 700, session: 0, startedAt: Date.UTC(2026, 10, 21, 7, 37, 39), zombie: true, mark: undefined },
  ]);
});
