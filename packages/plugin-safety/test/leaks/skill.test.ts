import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createRandom } from "../fixtures/random-text.ts";

const skill = fileURLToPath(new URL("../../../../skills/credential-leak-detector/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "leak-skill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const { base62 } = createRandom(3);
const key = `gh${"p"}_${base62(36)}`;

const scan = (given: readonly string[], input = "") => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(skill, "scripts/scan.mjs"), ...given], { input, encoding: "utf8", cwd: folder });
  return { status, stdout, stderr };
};

test("the skill's script masks what a tool gave, in the shape that it had", () => {
  const response = { stdout: `token ${key}\n`, stderr: "", interrupted: false, lines: [1, key] };
  const { status, stdout } = scan([], JSON.stringify({ hook_event_name: "PostToolUse", tool_name: "Bash", tool_input: {}, tool_response: response }));
  const masked = `${key.slice(0, 4)}****${key.slice(-4)}`;
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    hookSpecificOutput: {
      hookEventName: "PostToolUse",
      updatedToolOutput: { stdout: `token ${masked}\n`, stderr: "", interrupted: false, lines: [1, masked] },
      additionalContext: expect.stringContaining("a GitHub token"),
    },
  });
  expect(scan([], JSON.stringify({ hook_event_name: "PostToolUse", tool_response: { stdout: "fine" } }))).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("the skill's script takes what it cannot read for secret, and does not repeat it", () => {
  for (const input of ["", `no JSON ${key}`, "null", "{}", JSON.stringify({ hook_event_name: "PostToolUse" })]) {
    const { status, stdout } = scan([], input);
    expect([input, status, JSON.parse(stdout)]).toEqual([input, 0, expect.objectContaining({ continue: false, decision: "block" })]);
    expect(stdout).not.toContain(key);
  }
});

test("the skill's script scans files by hand", () => {
  writeFileSync(join(folder, "a.txt"), `\n\nkey = ${key}\n`);
  writeFileSync(join(folder, "b.txt"), "nothing\n");
  expect(scan(["a.txt", "b.txt"])).toEqual({
    status: 1,
    stdout: `a.txt:3  github-token (critical, block)  ${key.slice(0, 4)}****${key.slice(-4)}\n`,
    stderr: "",
  });
  expect(scan(["b.txt"]).status).toBe(0);
  expect(scan(["gone.txt", "a.txt"]).status).toBe(2);
  expect(scan(["--nonsense"]).status).toBe(3);
});

test("the skill's hook keeps closed", () => {
  const { hooks } = JSON.parse(readFileSync(join(skill, "assets/settings.json"), "utf8"));
  expect(hooks.PostToolUse[0].hooks[0]).toMatchObject({ onFailure: "block", command: expect.stringMatching(/scan\.mjs" \|\| exit 2$/) });
});
