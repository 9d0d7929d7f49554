import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLines, startProcess } from "../src/index.ts";
import { lives } from "../src/lives.ts";
import { path } from "./marked-shell.ts";
import { until } from "./until.ts";

const env = { PATH: path };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-start-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("arguments arrive as they are, no shell reads them, and the environment is exactly the one passed", async () => {
  const child = await startProcess(process.execPath, ["-p", "JSON.stringify([process.argv.slice(1), process.env])", "--", "a b", "$HOME; `id`"], {
    env: { ONLY: "this" },
  });
  expect(await child.exit).toEqual({ code: 0, signal: null });
  expect(JSON.parse(child.tail())).toEqual([["a b", "$HOME; `id`"], { ONLY: "this" }]);
});

test("it runs in the folder asked for, in a process group and session of its own", async () => {
  const child = await startProcess("sh", ["-c", "pwd; ps -o pgid=,sid= -p $$"], { env, cwd: folder });
  await child.exit;
  expect(child.tail().trim().split(/\s+/)).toEqual([folder, String(child.pid), String(child.pid)]);
});

test("only the last of the output is kept", async () => {
  const child = await startProcess("sh", ["-c", "yes héllo | head -c 3000000; echo; echo end; exit 3"], { env, tailBytes: 100 });
  expect(await child.exit).toEqual({ code: 3, signal: null });
  expect(Buffer.byteLength(child.tail())).toBeLessThanOrEqual(100);
  expect(child.tail()).toMatch(/^[^�]*\nend\n$/);
});

test("a living child is spoken to line by line, and its diagnostics are in the tail", async () => {
  const child = await startProcess("sh", ["-c", 'echo started >&2; while read -r line; do echo "got $line"; done; echo bye'], {
    env,
    stdin: "pipe",
    stdout: "pipe",
  });
  const lines = readLines(child.stdout as NonNullable<typeof child.stdout>);
  child.stdin?.write("one\n");
  expect((await lines.next()).value).toBe("got one");
  child.stdin?.write("two\n");
  expect((await lines.next()).value).toBe("got two");
  child.stdin?.end();
  expect((await lines.next()).value).toBe("bye");
  expect((await lines.next()).done).toBe(true);
  expect(await child.exit).toEqual({ code: 0, signal: null });
  expect(child.tail()).toBe("started\n");
});

test("what is piped is not lost when the reader comes late, even after the end, and a slow reader makes the program wait", async () => {
  const short = await startProcess("sh", ["-c", "echo early"], { env, stdout: "pipe" });
  await short.exit;
  expect(await text(short.stdout as NonNullable<typeof short.stdout>)).toBe("early\n");

  const chatty = await startProcess("sh", ["-c", `head -c 3000000 /dev/zero; echo written > ${join(folder, "done")}`], { env, stdout: "pipe" });
  await expect(until("it may not finish unread", () => existsSync(join(folder, "done")), 300)).rejects.toThrow("in vain");
  let size = 0;
  for await (const chunk of chatty.stdout ?? []) size += (chunk as Buffer).length;
  expect(size).toBe(3_000_000);
  await chatty.exit;
});

test("stopping asks the whole group, and kills after the grace time who does not listen", async () => {
  const child = await startProcess("sh", ["-c", "trap '' TERM; sleep 60 & echo $!; for n in $(seq 600); do sleep 0.1; done"], { env });
  await until("the child is up", () => child.tail().includes("\n"));
  const began = performance.now();
  expect(await child.stop(200)).toEqual({ code: null, signal: "SIGKILL" });
  expect(performance.now() - began).toBeGreaterThanOrEqual(190);
  expect(performance.now() - began).toBeLessThan(10_000);
  await until("the other one is gone", () => !lives(Number(child.tail())));
  expect(await child.stop()).toEqual({ code: null, signal: "SIGKILL" });
});

test("one that listens is gone long before the grace time", async () => {
  const child = await startProcess("sleep", ["1000"], { env });
  const began = performance.now();
  expect(await child.stop(20_000)).toEqual({ code: null, signal: "SIGTERM" });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test("a second stop without grace overtakes the first", async () => {
  const child = await startProcess("sh", ["-c", "trap '' TERM; echo up; for n in $(seq 600); do sleep 0.1; done"], { env });
  await until("the child is up", () => child.tail() === "up\n");
  const patient = child.stop(25_000);
  await child.stop(0);
  expect(await patient).toEqual({ code: null, signal: "SIGKILL" });
});

test("aborting stops it, before the start nothing is started", async () => {
  const controller = new AbortController();
  const child = await startProcess("sh", ["-c", "trap '' TERM; echo up; for n in $(seq 600); do sleep 0.1; done"], {
    env,
    signal: controller.signal,
    graceMs: 50,
  });
  await until("the child is up", () => child.tail() === "up\n");
  controller.abort(new Error("no longer wanted"));
  expect(await child.exit).toEqual({ code: null, signal: "SIGKILL" });
  await expect(startProcess("sleep", ["1"], { env, signal: controller.signal })).rejects.toThrow("no longer wanted");
});

test("the end is told although a child of it keeps the output open", async () => {
  const child = await startProcess("sh", ["-c", "setsid sleep 20 & echo last words"], { env });
  const began = performance.now();
  expect(await child.exit).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(child.tail()).toBe("last words\n");
});

test("writing to a program that has ended breaks nothing", async () => {
  const child = await startProcess("true", [], { env, stdin: "pipe" });
  await child.exit;
  child.stdin?.write("are you there?\n");
  child.stdin?.end();
  expect(await child.exit).toEqual({ code: 0, signal: null });
});

test("what can't be started is said clearly, without repeating arguments", async () => {
  const plain = join(folder, "plain.txt");
  await writeFile(plain, "not a program");
  const failures = await Promise.all(
    [
      startProcess("no-such-program-here", ["hush"], { env }),
      startProcess(plain, ["hush"], { env }),
      startProcess("true", ["hush"], { env, cwd: join(folder, "absent") }),
      startProcess("true", ["hush\0"], { env }),
    ].map((start) =>
      start.then(
        () => undefined,
        (error: Error & { code: string; hint: string }) => error,
      ),
    ),
  );
  expect(failures.map((error) => error?.code)).toEqual(["PROCESS_NOT_FOUND", "PROCESS_NOT_EXECUTABLE", "PROCESS_FOLDER_MISSING", "PROCESS_NOT_STARTED"]);
  expect(failures[0]?.message).toContain("no-such-program-here");
  for (const error of failures) {
    expect(error?.hint).toBeTruthy();
    expect(JSON.stringify([error, error?.message, error?.stack, error?.cause])).not.toContain("hush");
  }
});
