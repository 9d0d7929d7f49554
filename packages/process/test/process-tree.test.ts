import { expect, test } from "vitest";
import { createMark, endTree, findTree, isAlive, markOf, type ProcessMark, startProcess } from "../src/index.ts";
import { path, startMarkedShell } from "./marked-shell.ts";
import { until } from "./until.ts";

/** Says so once it is. */
const deaf = `trap "" TERM HUP; echo deaf; exec >/dev/null 2>&1; for n in $(seq 300); do sleep 0.2; done`;

test("a shell in a session of its own that ignores SIGTERM and whose parent is dead is found and ended", async () => {
  const { shell, mark } = await startMarkedShell(`(setsid sh -c '${deaf}' &) | read -r _; echo up; exec sleep 60`);
  await until("it is deaf", () => shell.tail() === "up\n");
  await shell.stop(0);
  expect(await isAlive(mark)).toBe(false);
  const left = await findTree(mark);
  expect(left.length).toBeGreaterThanOrEqual(1);
  expect(left.every(({ pid }) => pid !== shell.pid)).toBe(true);

  const began = performance.now();
  await endTree(mark, 150);
  expect(performance.now() - began).toBeGreaterThanOrEqual(150);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect(await findTree(mark)).toEqual([]);
});

test("a tree that listens is gone long before its grace time", async () => {
  const { shell, mark } = await startMarkedShell("setsid sleep 60 & sleep 60 & sleep 60 & echo up; wait");
  await until("all are up", async () => (await findTree(mark)).length === 4);
  const began = performance.now();
  await endTree(mark, 20_000);
  expect(performance.now() - began).toBeLessThan(15_000);
  expect((await shell.exit).signal).toBe("SIGTERM");
  expect(await findTree(mark)).toEqual([]);
});

test("a child without the mark in its environment is found through its parent, in its own session too", async () => {
  const { mark } = await startMarkedShell(`setsid env -i PATH="$PATH" sh -c '${deaf}' & wait`);
  await until("both and a sleep are up", async () => (await findTree(mark)).length >= 3);
  await endTree(mark, 0);
  expect(await findTree(mark)).toEqual([]);
});

test("with a wrong start time nothing is killed", async () => {
  const { shell, mark } = await startMarkedShell("sleep 60 & echo up; wait");
  await until("both are up", async () => (await findTree(mark)).length === 2);
  const reused: ProcessMark = { pid: mark.pid, startedAt: mark.startedAt - 60_000, mark: createMark() };
  expect(await findTree(reused)).toEqual([]);
  await endTree(reused, 0);
  expect(await isAlive(mark)).toBe(true);
  expect(await findTree(mark)).toHaveLength(2);
  await endTree(mark, 0);
  expect(await shell.exit).toEqual({ code: null, signal: "SIGKILL" });
});

test("what is forked while we kill is ended too", async () => {
  const forking = `trap "" TERM; n=0; while [ $n -lt 400 ]; do n=$((n+1)); (trap "" TERM; setsid sh -c "trap '' TERM; sleep 60" &) ; sleep 0.005; done`;
  const { mark } = await startMarkedShell(forking);
  await until("it forks", async () => (await findTree(mark)).length > 10);
  await endTree(mark, 100);
  expect(await findTree(mark)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await findTree(mark)).toEqual([]);
});

test("the caller and its ancestors are spared, what else is in their tree is ended", async () => {
  const dist = new URL("../dist/index.js", import.meta.url).href;
  const script = `import { endTree } from ${JSON.stringify(dist)};
    await endTree({ pid: Number(process.argv[1]), startedAt: 0, mark: process.env.INSTAR_MARK }, 0); console.log("survived");`;
  const { shell, mark } = await startMarkedShell(`setsid sleep 60 & "$NODE" --input-type=module -e "$SCRIPT" $$; echo "$? parent too"; wait`, {
    NODE: process.execPath,
    SCRIPT: script,
  });
  expect(await shell.exit).toEqual({ code: 0, signal: null });
  expect(shell.tail()).toBe("survived\n0 parent too\n");
  expect(await findTree(mark)).toEqual([]);
});

test("a tree that is gone is ended at once", async () => {
  const child = await startProcess("true", [], { env: { PATH: path } });
  const mark = (await markOf(child.pid, createMark())) ?? { pid: child.pid, startedAt: 0, mark: createMark() };
  await child.exit;
  await endTree(mark, 10_000);
  await endTree({ pid: 1, startedAt: 0, mark: createMark() }, 0);
});
