import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createGuard } from "../../src/guard/guard.ts";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-folders-")));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A project with the owner's folder in it, and how a line is judged there. */
function openProject(name: string, files: Readonly<Record<string, string>>) {
  const project = join(scratch, name);
  for (const folder of ["src/deep", "docs", ".git", ".instar/secrets"]) mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, ".instar/secrets/owner-token"), "0".repeat(64));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
  const guard = createGuard({ project, home: join(project, ".instar") }, { pids: [4_242], names: ["node"], line: "node daemon.js" });
  return (command: string) => guard({ action: { kind: "shell", command }, cwd: project, input: {} })?.verdict;
}

const shell = openProject("agent", { ".gitignore": "node_modules/\n.instar/*\n" });

test.each([
  "cd src; zip -r ../x.zip .",
  "cd src\ntar czf /tmp/x.tgz .",
  "cd src && cd deep; find . -type f | xargs cat",
  "(cd src; tar czf /tmp/x.tgz .)",
  "pushd src; git clean -fdx",
  "cd not-there && cp -r . /tmp/x",
  "cd not-there || exit 1; cp -r . /tmp/x",
])("who has left the project's folder takes nothing of the owner's along: %s", (command) => {
  expect(shell(command)).toBeUndefined();
});

test.each([
  "cd not-there; zip -r /tmp/x.zip .",
  "cd not-there\ntar czf /tmp/x.tgz .",
  "cd not-there || true; tar czf /tmp/x.tgz .",
  "cd src; cd ..; tar czf /tmp/x.tgz .",
  "cd src/deep && cd ../.. && git clean -fdx",
  "(cd src); zip -r /tmp/x.zip .",
  'cd "$1" && tar czf /tmp/x.tgz .',
  "cd src; cd $OLDPWD; tar czf /tmp/x.tgz .",
])("who may still be there, or is back, does: %s", (command) => {
  expect(shell(command)).toBe("deny");
});

test("what git is told to leave out is left out, and what it is not told is not", () => {
  const careless = openProject("careless", { ".gitignore": "node_modules/\n" });
  const lines = ["git ls-files -o --exclude-standard | xargs cat", "cat $(git ls-files --others --exclude-standard)"];
  for (const line of lines) {
    expect(shell(line), line).toBeUndefined();
    expect(careless(line), line).toBe("deny");
    expect(openProject("untold", {})(line), line).toBe("deny");
  }
  expect(careless("git ls-files -o --exclude-standard '*.log' | xargs rm -f")).toBeUndefined();
});
