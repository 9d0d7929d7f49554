import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestKernel, runCommand } from "@instar/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../../../tests/source-files.ts";
import guardRules from "../../src/commands/guard-rules.ts";
import guardTest from "../../src/commands/guard-test.ts";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-guard-test-")));
const project = join(scratch, "agent");
const home = join(scratch, "home");

const config = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";
import safety from "@instar/plugin-safety";
export default defineConfig({
  name: "kira",
  plugins: [offline(), safety({ rules: [{ id: "own.deploy", severity: "risky", programs: ["deploy"], reason: "It is deployed by people.", instead: "Say that it is ready." }] })],
});
`;

const instar = (args: readonly string[], input = "") =>
  new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve, reject) => {
    const env = { PATH: process.env["PATH"], HOME: home, TMPDIR: tmpdir() };
    const child = spawn(process.execPath, [join(root, "packages/cli/bin/instar.js"), ...args], { cwd: project, env, stdio: "pipe" });
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
    child.stdin.end(input);
  });

beforeAll(async () => {
  mkdirSync(project);
  mkdirSync(home);
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  // As in a workspace, the folder does not say what its config imports, and nothing ran the config yet
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "kira", private: true, type: "module" }));
  writeFileSync(join(project, "instar.config.ts"), config);
});
afterAll(() => rmSync(scratch, { recursive: true }));

const verdicts = (lines: string) =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly verdict: string; readonly rule: string | null });

test("two thousand commands are judged in one process, each line by its own, and what is no JSON string is said", async () => {
  const commands = [
    "git status",
    "rm -rf ~",
    "git reset --hard",
    "instar stop",
    "deploy now",
    'echo "rm -rf /"\n# two lines\u2028',
    "cat .instar/secrets/owner-token",
  ];
  const lines = Array.from({ length: 1_998 }, (_, index) => JSON.stringify(commands[index % commands.length]));
  const { code, stdout } = await instar(["guard", "test", "--stdin", "--json"], [...lines, "rm -rf /", "[1]"].join("\n"));
  expect(code).toBe(0);
  const said = verdicts(stdout);
  expect(said).toHaveLength(2_000);
  expect(said.slice(0, 7).map(({ verdict }) => verdict)).toEqual(["allow", "deny", "ask", "deny", "ask", "allow", "deny"]);
  expect(said.slice(0, 7).map(({ rule }) => rule)).toEqual([null, expect.any(String), expect.any(String), "instar-own", "own.deploy", null, "instar-own"]);
  expect(Object.keys(said[0] ?? {})).toEqual(["verdict", "rule", "reason", "instead"]);
  expect(said.slice(1_998)).toMatchObject([
    { verdict: "ask", error: "NO_JSON_STRING" },
    { verdict: "ask", error: "NO_JSON_STRING" },
  ]);
});

test("one command is answered with one line for scripts, and wrong use with 2", async () => {
  const [one, none] = await Promise.all([instar(["guard", "test", "git push --force", "--json"]), instar(["guard", "test"])]);
  expect(one.code).toBe(0);
  expect(one.stdout.split("\n")).toHaveLength(2);
  expect(JSON.parse(one.stdout)).toMatchObject({ verdict: "ask", reason: expect.any(String), instead: expect.any(String) });
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("Give the command as one word") });
});

test("for people the verdict is explained as a tree", async () => {
  await using kernel = await createTestKernel([]);
  const shown = await runCommand(kernel, guardTest, { args: { command: "cd src && bash -c 'rm -rf ~'" } });
  expect(shown.code).toBe(0);
  expect(shown.text).toMatch(/^Denied \([\w.-]+\)\.\nWhy: .+\nInstead: .+\n\nWhat was looked at:\n/);
  expect(shown.text).toMatch(/\n {4,}- rm -rf .*\n/);
  await expect(runCommand(kernel, guardTest, { args: { command: "ls" }, flags: { stdin: true } })).rejects.toMatchObject({ code: "SAFETY_COMMAND_TWICE" });
});

test("the rules are listed with what they say, and where one's own go", async () => {
  await using kernel = await createTestKernel([]);
  const { printed, text } = await runCommand(kernel, guardRules);
  expect(printed).toMatchObject([{ version: expect.anything(), rules: expect.arrayContaining([expect.objectContaining({ severity: "catastrophic" })]) }]);
  expect(text).toContain("safety({ rules: [...] })");
});
