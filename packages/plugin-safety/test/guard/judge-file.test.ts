import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileView } from "@instar/command-guard";
import { afterAll, expect, test } from "vitest";
import { createFileJudge } from "../../src/guard/judge-file.ts";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-files-")));
const home = join(scratch, "ada");
const project = join(home, "work/shop");
const shared = join(home, "work/shared");
for (const folder of [join(project, "src"), join(project, ".git/hooks"), shared, join(home, ".ssh"), join(home, "work/other")])
  mkdirSync(folder, { recursive: true });
writeFileSync(join(home, ".ssh/id_rsa"), "no key");
symlinkSync(join(home, ".ssh/id_rsa"), join(project, "notes.txt"));
symlinkSync(home, join(project, "up"));
symlinkSync(join(project, "src"), join(home, "work/link-to-src"));
afterAll(() => rmSync(scratch, { recursive: true }));

const judge = createFileJudge({ home, temporary: [tmpdir(), "/tmp"], allowPaths: [shared], files: createFileView() });
const severity = (access: "read" | "write", path: string, where = project) =>
  judge(access, path.replace(/^~/, home).replace(/^\.(?=\/)/, project), where)?.severity ?? "fine";

test.each([
  ["fine", ["./src/a.ts", "./.env", "./new/folder/b.ts", "./.github/workflows/ci.yml", "./.claude/skills/x/SKILL.md", "/dev/null", "/tmp/of-mine.txt"]],
  ["fine", [`${shared}/a.txt`, "~/work/link-to-src/a.ts", "~/.claude/plans/today.md", "./.husky/pre-commit", "./certificates/test.pem"]],
  [
    "risky",
    ["~/notes.txt", "~/work/other/a.ts", "~/.bashrc", "~/.zshrc", "~/.profile", "~/.gitconfig", "~/.npmrc", "~/.config/x/y", "~/.vimrc", "~/.SSH/config"],
  ],
  ["risky", ["~/.ssh/authorized_keys", "~/.claude/settings.json", "~/.claude/hooks/x.sh", "/etc/hosts", "/var/spool/cron/ada", "/opt/tool/x", "/somewhere"]],
  [
    "risky",
    ["./.git/hooks/pre-commit", "./.git/config", "./.git/HEAD", "./.claude/settings.json", "./.claude/settings.local.json", "./.claude/hooks/x", "./.mcp.json"],
  ],
  ["risky", [`${shared}/.git/hooks/post-merge`, "./up/notes.txt", "./up/.bashrc", "/usr/local/bin/x", "~/.netrc", join(scratch, "beside.txt")]],
  ["catastrophic", ["~/.ssh/id_rsa", "~/.ssh/id_ed25519", "~/.gnupg/trustdb.gpg", "~/.aws/credentials", "./notes.txt", "./up/.ssh/id_rsa"]],
  ["catastrophic", ["/dev/sda", "/proc/sys/kernel/panic", "/boot/vmlinuz", "/bin/sh", "/usr/bin/env", "/usr/lib/x.so"]],
])("writing is %s: %s", (expected, paths) => {
  expect(paths.filter((path) => severity("write", path) !== expected)).toEqual([]);
});

test.each([
  [
    "fine",
    [
      "./src/a.ts",
      "./.env",
      "./certificates/test.pem",
      "~/notes.txt",
      "~/.bashrc",
      "/etc/hosts",
      "~/.ssh/known_hosts",
      "~/.ssh/id_rsa.pub",
      "~/.claude/settings.json",
    ],
  ],
  [
    "risky",
    [
      "~/.ssh/id_rsa",
      "~/.ssh",
      "~/.aws/credentials",
      "~/.netrc",
      "~/work/other/.env",
      "~/work/other/server.pem",
      "/etc/shadow",
      "./notes.txt",
      "./up/.ssh/id_rsa",
    ],
  ],
])("reading is %s: %s", (expected, paths) => {
  expect(paths.filter((path) => severity("read", path) !== expected)).toEqual([]);
});

test("an agent that works in the home folder itself writes there, but for what is special", () => {
  expect(["~/notes.txt", "~/src/a.ts"].map((path) => severity("write", path, home))).toEqual(["fine", "fine"]);
  expect(["~/.bashrc", "~/.ssh/authorized_keys", "~/.ssh/id_rsa", "/etc/hosts"].map((path) => severity("write", path, home))).toEqual([
    "risky",
    "risky",
    "catastrophic",
    "risky",
  ]);
});

test("what is said names the file, what it is, and the safer way", () => {
  expect(judge("write", join(home, ".bashrc"), project)).toEqual({
    severity: "risky",
    rule: "file-runs-later",
    reason: `This would change ${home}/.bashrc. That is what runs or counts by itself at every later start.`,
    instead: "Set it in the project (an .envrc, a script, git's settings of this repository), or tell the owner what to add and why.",
  });
});
