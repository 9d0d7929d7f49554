import { execFile } from "node:child_process";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { replaceFile } from "../src/index.ts";

const dist = new URL("../dist/index.js", import.meta.url).href;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-replace-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("a file is replaced whole and keeps its mode", async () => {
  const file = join(folder, "AGENT.md");
  await writeFile(file, "before");
  await chmod(file, 0o640);
  await replaceFile(file, "after");
  expect(await readFile(file, "utf8")).toBe("after");
  expect(await modeOf(file)).toBe(0o640);
  expect(await readdir(folder)).toEqual(["AGENT.md"]);
});

test("a new file takes the mode that was asked for, and an old one changes to it", async () => {
  const file = join(folder, "token");
  await replaceFile(file, "one", { mode: 0o600 });
  expect(await modeOf(file)).toBe(0o600);
  await chmod(file, 0o644);
  await replaceFile(file, new TextEncoder().encode("two"), { mode: 0o600 });
  expect(await modeOf(file)).toBe(0o600);
  expect(await readFile(file, "utf8")).toBe("two");
});

test("a symbolic link stays, and the file behind it is replaced", async () => {
  await mkdir(join(folder, "real"));
  await writeFile(join(folder, "real", "USER.md"), "before");
  await symlink(join("real", "USER.md"), join(folder, "USER.md"));
  await replaceFile(join(folder, "USER.md"), "after");
  expect((await lstat(join(folder, "USER.md"))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, "real", "USER.md"), "utf8")).toBe("after");
});

test("the former content stays, and nothing lies beside it, when there is no room for the new one", async () => {
  const file = join(folder, "MEMORY.md");
  await writeFile(file, "before");
  const script = `import { replaceFile } from ${JSON.stringify(dist)};
    await replaceFile(process.argv[1], "x".repeat(100_000)).catch((error) => console.log(error.code + " " + error.message));`;
  // A limit of 16 KiB a file, which the system enforces in the middle of the write.
  const { stdout } = await promisify(execFile)("bash", ["-c", 'ulimit -f 16; exec "$0" --input-type=module -e "$1" "$2"', process.execPath, script, file]);
  expect(stdout).toContain("PROCESS_FILE_NOT_REPLACED");
  expect(stdout).toContain("EFBIG");
  expect(await readFile(file, "utf8")).toBe("before");
  expect(await readdir(folder)).toEqual(["MEMORY.md"]);
});

test("a path that is a folder, or lies in none, is an error that leaves nothing behind", async () => {
  await mkdir(join(folder, "taken"));
  await expect(replaceFile(join(folder, "taken"), "x")).rejects.toMatchObject({ code: "PROCESS_FILE_NOT_REPLACED" });
  await expect(replaceFile(join(folder, "absent", "file"), "x")).rejects.toMatchObject({ code: "PROCESS_FILE_NOT_REPLACED" });
  expect(await readdir(folder)).toEqual(["taken"]);
});

test("a reader never sees a part, nor no file", async () => {
  const file = join(folder, "big");
  const contents = ["a", "b"].map((letter) => letter.repeat(300_000));
  await replaceFile(file, contents[0] ?? "");
  let writing = true;
  const seen = new Set<string>();
  const reader = (async () => {
    for (let reads = 0; writing || reads < 20; reads += 1) seen.add(await readFile(file, "utf8"));
  })();
  for (let round = 0; round < 40; round += 1) await replaceFile(file, contents[round % 2] ?? "");
  writing = false;
  await reader;
  for (const content of seen) expect(contents.includes(content)).toBe(true);
});

test.each([
  [0o077, 0o600],
  [0o022, 0o644],
  [0, 0o644],
])("a new file is no wider than the umask %o leaves it, and never writable for others", async (umask, mode) => {
  const former = process.umask(umask);
  try {
    await replaceFile(join(folder, "USER.md"), "private");
    await replaceFile(join(folder, "asked.md"), "public", { mode: 0o640 });
  } finally {
    process.umask(former);
  }
  expect(await modeOf(join(folder, "USER.md"))).toBe(mode);
  expect(await modeOf(join(folder, "asked.md"))).toBe(0o640);
});
