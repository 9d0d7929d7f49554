import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { endTree, findTree, isAlive, markOf, openGuardian, type ProcessMark, readLines } from "../src/index.ts";
import { startMarkedShell } from "./marked-shell.ts";
import { until } from "./until.ts";

const dist = new URL("../dist/index.js", import.meta.url).href;

/** A daemon as a process of its own: opens a guardian, starts a tree with a deaf shell in its own session, watches it and waits to be killed. */
const daemonScript = `
  import { createMark, markOf, openGuardian, startProcess, findTree } from ${JSON.stringify(dist)};
  const guardian = await openGuardian();
  const id = createMark();
  if (process.argv[1] === "before") await guardian.watch({ pid: 0, startedAt: 0, mark: id });
  const tree = \`setsid sh -c 'trap "" TERM HUP; for n in $(seq 300); do sleep 0.2; done' & setsid env -i sleep 60 & (trap "" TERM; sleep 60)\`;
  const child = await startProcess("sh", ["-c", tree], { env: { PATH: process.env.PATH, INSTAR_MARK: id } });
  const mark = await markOf(child.pid, id);
  if (process.argv[1] === "after") await guardian.watch(mark);
  while ((await findTree(mark)).length < 5) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(JSON.stringify({ mark, guardian: guardian.pid }));
  setInterval(() => {}, 1000);
`;

async function startDaemon(watch: "before" | "after" | "never"): Promise<{ daemon: ReturnType<typeof spawn>; mark: ProcessMark; guardian: number }> {
  const daemon = spawn(process.execPath, ["--input-type=module", "-e", daemonScript, watch], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of readLines(daemon.stdout)) return { daemon, ...(JSON.parse(line) as { mark: ProcessMark; guardian: number }) };
  throw new Error("The daemon said nothing.");
}

test.each(["SIGKILL", "SIGTERM"] as const)("a watched tree does not outlive the daemon that ends by %s, nor does the guardian", async (signal) => {
  const { daemon, mark, guardian } = await startDaemon("after");
  const guardianMark = await markOf(guardian, "guardian");
  const began = performance.now();
  daemon.kill(signal);
  await until("the tree is gone", async () => (await findTree(mark)).length === 0);
  const elapsedMs = performance.now() - began;
  // Measured at 20 to 60 ms; the bound leaves room for a busy machine.
  expect(elapsedMs).toBeLessThan(5_000);
  await until("the guardian is gone", async () => guardianMark === undefined || !(await isAlive(guardianMark)));
  if (process.env.PROCESS_FIGURES) process.stderr.write(`${signal}: tree gone ${elapsedMs.toFixed(0)} ms after the signal\n`);
});

test("a tree that was watched before it started, by its mark alone, is ended too", async () => {
  const { daemon, mark } = await startDaemon("before");
  daemon.kill("SIGKILL");
  // The one that emptied its environment is found through its parent.
  await until("the tree is gone", async () => (await findTree(mark)).length === 0);
});

test("what is not watched is left alone when the daemon dies", async () => {
  const { daemon, mark, guardian } = await startDaemon("never");
  const guardianMark = (await markOf(guardian, "guardian")) as ProcessMark;
  daemon.kill("SIGKILL");
  await until("the guardian is gone", async () => !(await isAlive(guardianMark)));
  expect((await findTree(mark)).length).toBeGreaterThanOrEqual(4);
  await endTree(mark, 0);
});

test("what is forgotten lives on when the guardian closes, and so does what was watched: closing kills nothing", async () => {
  const one = await startMarkedShell("exec sleep 60");
  const other = await startMarkedShell("exec sleep 60");
  const guardian = await openGuardian();
  await Promise.all([guardian.watch(one.mark), guardian.watch(other.mark)]);
  await guardian.forget(one.mark);
  await guardian.close();
  expect(await guardian.exited).toEqual({ code: null, signal: "SIGKILL", expected: true });
  await guardian.close();
  expect([await isAlive(one.mark), await isAlive(other.mark)]).toEqual([true, true]);
  await Promise.all([one.shell.stop(0), other.shell.stop(0)]);
});

test("it stands apart: its own session, no environment of ours, deaf to a Ctrl-C and to SIGTERM, and small", async () => {
  await using guardian = await openGuardian();
  const fields = readFileSync(`/proc/${guardian.pid}/stat`, "latin1").split(" ");
  expect([fields[4], fields[5]]).toEqual([String(guardian.pid), String(guardian.pid)]);
  expect(readFileSync(`/proc/${guardian.pid}/environ`, "latin1")).toBe("UV_THREADPOOL_SIZE=1\0");
  for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const) process.kill(guardian.pid, signal);
  const { shell, mark } = await startMarkedShell("exec sleep 60");
  await guardian.watch(mark);
  await guardian.forget(mark);
  await shell.stop(0);
  const memory = readFileSync(`/proc/${guardian.pid}/smaps_rollup`, "latin1");
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(memory)?.[1]);
  if (process.env.PROCESS_FIGURES) process.stderr.write(`guardian: Rss ${kilobytes("Rss")} kB, Pss ${kilobytes("Pss")} kB, own ${kilobytes("Pss_Anon")} kB\n`);
  expect(kilobytes("Pss_Anon")).toBeLessThan(16_000);
});

test("a guardian that is killed is told, and asks nobody to wait for an answer", async () => {
  const { shell, mark } = await startMarkedShell("exec sleep 60");
  const guardian = await openGuardian();
  await guardian.watch(mark);
  process.kill(guardian.pid, "SIGSTOP");
  const unanswered = guardian.watch(mark).catch((error: { code: string }) => error.code);
  process.kill(guardian.pid, "SIGKILL");
  expect(await guardian.exited).toEqual({ code: null, signal: "SIGKILL", expected: false });
  expect(await unanswered).toBe("PROCESS_GUARDIAN_GONE");
  await expect(guardian.watch(mark)).rejects.toMatchObject({ code: "PROCESS_GUARDIAN_GONE" });
  await guardian.close();
  expect(await isAlive(mark)).toBe(true);

  await using next = await openGuardian();
  await next.watch(mark);
  await shell.stop(0);
});

test("a guardian that can't start is an error with a reason", async () => {
  await expect(openGuardian({ entry: new URL("../dist/no-such-file.js", import.meta.url) })).rejects.toMatchObject({
    code: "PROCESS_GUARDIAN_NOT_STARTED",
    message: expect.stringContaining("exit code 1"),
  });
});

test("many are watched at once and all are ended", async () => {
  const { shell, mark } = await startMarkedShell('exec "$NODE" --input-type=module -e "$SCRIPT"', {
    NODE: process.execPath,
    SCRIPT: `import { createMark, markOf, openGuardian, startProcess } from ${JSON.stringify(dist)};
      const guardian = await openGuardian();
      const marks = await Promise.all(Array.from({ length: 12 }, async () => {
        const id = createMark();
        const child = await startProcess("sh", ["-c", "setsid sleep 60 & sleep 60"], { env: { PATH: process.env.PATH, INSTAR_MARK: id } });
        const mark = await markOf(child.pid, id);
        await guardian.watch(mark);
        return mark;
      }));
      console.log(JSON.stringify(marks));
      setInterval(() => {}, 1000);`,
  });
  await until("all are up", () => shell.tail().includes("\n"));
  const marks = JSON.parse(shell.tail()) as ProcessMark[];
  process.kill(mark.pid, "SIGKILL");
  await shell.exit;
  await until("all are gone", async () => (await Promise.all(marks.map(findTree))).every((tree) => tree.length === 0));
});
