import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePath } from "../src/judge-path.ts";
import { createProtectedPaths } from "../src/protected-paths.ts";

let folder = "";
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "instar-reach-")));
  await mkdir(path.join(folder, "kept"));
  await mkdir(path.join(folder, "src"));
  await writeFile(path.join(folder, "kept", "plan.md"), "");
  await writeFile(path.join(folder, "prod.env"), "");
  await symlink(path.join(folder, "kept"), path.join(folder, "alias"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const shell = (command: string) => judge({ kind: "shell", command });
function judge(action: Parameters<typeof judgePath>[0]["action"], input = {}) {
  const protection = createProtectedPaths([path.join(folder, "kept"), path.join(folder, "prod.env")]);
  const found = judgePath({ action, cwd: folder, input }, protection);
  return found === undefined ? undefined : path.basename(found);
}

describe("commands that would change a protected path", () => {
  test.each([
    ["rm -rf kept", "kept"],
    ["rm kept/plan.md", "kept"],
    ["rm ./src/../kept/plan.md", "kept"],
    ["rm alias/plan.md", "kept"],
    ["echo x > prod.env", "prod.env"],
    ["echo x >> 'prod'.env", "prod.env"],
    ["echo x | tee prod.env", "prod.env"],
    ["sed -i s/a/b/ prod.env", "prod.env"],
    ["cp src/new.env prod.env", "prod.env"],
    ["cd kept && rm plan.md", "kept"],
    ["cd kept && touch new.md", "kept"],
    ["sh -c 'rm -rf kept'", "kept"],
    ["bash <<EOF\nrm prod.env\nEOF", "prod.env"],
    ["python3 -c \"open('prod.env','w')\"", "prod.env"],
    ["find . -name '*.md' -delete", "kept"],
    ["rm -rf .", "kept"],
    ["rm -rf *", "kept"],
    ["rm -f *.env", "prod.env"],
    ["git checkout -- prod.env", "prod.env"],
    ["ls kept | xargs rm", "kept"],
    ["echo prod.env | xargs rm", "prod.env"],
    ["truncate -s0 PROD.env", "prod.env"],
    ["X=prod; rm $X.env", "prod.env"],
    ["chmod -R 777 .", "kept"],
    ["echo cm0gcHJvZC5lbnY= | base64 -d | sh", "prod.env"],
    ["dd of=prod.env if=/dev/null", "prod.env"],
    ["rm 'prod.env", "prod.env"],
  ])("%s", (command, reached) => {
    expect(shell(command)).toBe(reached);
  });
});

describe("commands that leave it alone", () => {
  test.each([
    "cat prod.env",
    "grep -r secret kept",
    "ls -la kept alias",
    "echo keep your hands off prod.env",
    "rm -rf src/old",
    "npm test",
    "git status",
    "git commit -m 'Leave prod.env alone'",
    "cat prod.env.example",
    "cp src/a.ts src/b.ts",
    "find . -name '*.md'",
    "rm src/*.ts",
    "cat kept/plan.md > src/copy.md",
  ])("%s", (command) => {
    expect(shell(command)).toBeUndefined();
  });
});

test("writing tools are held to the file behind links and dots; reading tools are not", () => {
  const at = (...parts: string[]) => path.join(folder, ...parts);
  expect(judge({ kind: "write", paths: [at("kept", "new.md")] })).toBe("kept");
  expect(judge({ kind: "write", paths: ["alias/plan.md"] })).toBe("kept");
  expect(judge({ kind: "write", paths: ["src/../prod.env"] })).toBe("prod.env");
  expect(judge({ kind: "write", paths: ["src/prod.env", "kept.md"] })).toBeUndefined();
  expect(judge({ kind: "read", paths: [at("kept", "plan.md")] })).toBeUndefined();
});

test("a tool of which nothing is known may write the file that it is given", () => {
  expect(judge({ kind: "mcp", server: "files", tool: "put" }, { path: "kept/plan.md" })).toBe("kept");
  expect(judge({ kind: "other" }, { prompt: "Look at\nkept/plan.md" })).toBeUndefined();
});
