import { execFileSync, spawn } from "node:child_process";
import { expect, test } from "vitest";
import { markOf, readLines } from "../src/index.ts";
import { until } from "./until.ts";

const dist = new URL("../dist/index.js", import.meta.url).href;

/** Watches a tree through a guardian that somebody ends, and is killed itself then. */
const script = `
  import { createGuarding, createMark, markOf, startProcess } from ${JSON.stringify(dist)};
  const guarding = createGuarding({ replaced: () => console.log("replaced"), idleMs: 50 });
  const mark = createMark();
  await guarding.watch({ pid: 0, startedAt: 0, mark });
  const child = await startProcess("sleep", ["60"], { env: { PATH: process.env.PATH, INSTAR_MARK: mark } });
  await guarding.watch(await markOf(child.pid, mark));
  console.log(JSON.stringify({ pid: child.pid, mark }));
  process.stdin.on("data", async () => {
    await guarding.forget({ mark });
    console.log("forgotten");
  });
`;

const guardianOf = (pid: number | undefined) => {
  const rows = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(pid)], { encoding: "utf8" });
  return Number(/^\s*(\d+) .*guardian-main/m.exec(rows)?.[1] ?? 0);
};

test("a guardian that somebody ended is replaced, watches what was watched, and rests when there is nothing to watch", async () => {
  const daemon = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = readLines(daemon.stdout)[Symbol.asyncIterator]();
  const said = async () => (await lines.next()).value as string;
  const { pid, mark } = JSON.parse(await said()) as { pid: number; mark: string };
  const first = guardianOf(daemon.pid);
  process.kill(first, "SIGKILL");
  expect(await said()).toBe("replaced");
  await until("another guardian is there", async () => ![0, first].includes(guardianOf(daemon.pid)));
  daemon.stdin.write("forget\n");
  expect(await said()).toBe("forgotten");
  await until("the guardian rests", async () => guardianOf(daemon.pid) === 0);
  expect(await markOf(pid, mark)).toBeDefined();
  process.kill(pid, "SIGKILL");
  daemon.kill("SIGKILL");
});
