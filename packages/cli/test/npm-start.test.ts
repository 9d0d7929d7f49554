import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const run = (script: string, args: readonly string[], input: string) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const home = mkdtempSync(join(tmpdir(), "instar-home-"));
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { PATH: process.env["PATH"], HOME: home, CI: "true" },
      stdio: "pipe",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => {
      rmSync(home, { recursive: true, force: true });
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });

test("npm start without a terminal answers what is piped in, shows what happened behind it, and leaves no daemon", { timeout: 90_000 }, async () => {
  const { code, stdout, stderr } = await run("scripts/start.mjs", ["--no-build"], "hello\nwhat did I say?\n");
  expect(stderr).not.toContain("Not as it should be");
  expect(code).toBe(0);
  expect(stdout).toContain('You said: "hello"');
  expect(stdout).toMatch(/hooks fired {4}.*beforeMessage \d/s);
  expect(stdout).toContain("tool denied    Bash: rm -rf . (demo-gate: ask before deleting)");
  const [, before, after] = /daemon process (\d+) -> (\d+)/.exec(stdout) ?? [];
  expect(Number(before)).toBeGreaterThan(0);
  expect(after).not.toBe(before);
  const folder = /instar -- inbox --json --dir (\S+)/.exec(stdout)?.[1] ?? "";
  const ids = [...stdout.matchAll(/([0-9a-f]{8}-[0-9a-f-]{27}) {2}answered/g)].map(([, id]) => id);
  expect(ids).toHaveLength(5);
  const inbox = await run("packages/cli/bin/instar.js", ["inbox", "--json", "--dir", folder], "");
  const known = (JSON.parse(inbox.stdout) as { id: string }[]).map(({ id }) => id);
  expect(known).toEqual(expect.arrayContaining(ids));
  expect((await run("packages/cli/bin/instar.js", ["status", "--dir", folder], "")).code).toBe(3);
});
