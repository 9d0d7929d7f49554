import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./source-files.ts";

const scratch = mkdtempSync(join(tmpdir(), "instar-torture-test-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The orchestrator as a person runs it. */
const torture = (...args: readonly string[]) => run("run.mjs", args);

function run(script: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "torture", script), ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TMPDIR: scratch },
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

const figure = (output: string, name: string) => Number(new RegExp(`^${name}\\s+(\\d+)$`, "m").exec(output)?.[1]);

test("killed daemons and agents lose no message and answer none twice", async () => {
  const { code, output } = await torture("--kills", "12", "--real", "0", "--seed", "1");
  expect(output).toContain("kills of daemon");
  expect(code, output).toBe(0);
  expect(figure(output, "messages")).toBeGreaterThan(0);
  expect(figure(output, "answered")).toBe(figure(output, "messages"));
}, 180_000);

test("the harness finds doubled answers when a channel's messages have no lasting keys", async () => {
  const { code, output } = await torture("--kills", "6", "--real", "0", "--seed", "1", "--no-dedupe");
  expect(figure(output, "doubled"), output).toBeGreaterThan(0);
  expect(code).toBe(1);
}, 180_000);

test("of agents and their tools nothing is left once a killed daemon is back", async () => {
  const { code, output } = await run("processes-left.mjs", ["--kills", "5", "--seed", "1"]);
  expect(code, output).toBe(0);
  expect(figure(output, "kills of daemon")).toBe(5);
  expect(figure(output, "processes alive right after the kills"), output).toBeGreaterThan(5);
  expect(figure(output, "left after the restart")).toBe(0);
}, 180_000);

test("over Telegram, with its troubles, killed daemons answer each message once, in its topic and in order", async () => {
  const { code, output } = await run("telegram.mjs", ["--kills", "3", "--messages", "30", "--topics", "3", "--seed", "1"]);
  expect(code, output).toBe(0);
  expect(figure(output, "kills of daemon")).toBe(3);
  expect(figure(output, "answered"), output).toBe(30);
}, 180_000);
