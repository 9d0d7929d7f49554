import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changedSince, digestsOf } from "../src/path-digest.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "instar-digest-"));
  await mkdir(path.join(folder, "kept", "deep"), { recursive: true });
  await writeFile(path.join(folder, "kept", "deep", "file.txt"), "as it was");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const change = async (how: () => Promise<unknown>) => {
  const paths = [path.join(folder, "kept"), path.join(folder, "other")];
  const before = await digestsOf(paths);
  expect(await changedSince(before)).toEqual([]);
  await how();
  return (await changedSince(before)).map((one) => path.basename(one));
};

test("a change of content is seen, also when size and time are put back", async () => {
  const file = path.join(folder, "kept", "deep", "file.txt");
  const then = new Date(1_700_000_000_000);
  await utimes(file, then, then);
  const changed = await change(async () => {
    await writeFile(file, "as it wsa");
    await utimes(file, then, then);
  });
  expect(changed).toEqual(["kept"]);
});

test("a change of a large file is seen, also when size and time are put back", async () => {
  const file = path.join(folder, "kept", "large");
  const then = new Date(1_700_000_000_000);
  await writeFile(file, "a".repeat(100_000));
  await utimes(file, then, then);
  const changed = await change(async () => {
    await writeFile(file, "b".repeat(100_000));
    await utimes(file, then, then);
  });
  expect(changed).toEqual(["kept"]);
});

test("what a link leads to is looked at, for the path itself and within it", async () => {
  const file = path.join(folder, "elsewhere");
  await writeFile(file, "as it was");
  await symlink(file, path.join(folder, "other"));
  expect(await change(() => writeFile(file, "other"))).toEqual(["other"]);
  await symlink(file, path.join(folder, "kept", "link"));
  expect(await change(() => writeFile(file, "yet another"))).toEqual(["kept", "other"]);
});

test("a file that is gone, new, replaced or a link now is seen", async () => {
  expect(await change(() => rm(path.join(folder, "kept", "deep", "file.txt")))).toEqual(["kept"]);
  expect(await change(() => writeFile(path.join(folder, "kept", "new.txt"), ""))).toEqual(["kept"]);
  await writeFile(path.join(folder, "same.txt"), "");
  expect(await change(() => rename(path.join(folder, "same.txt"), path.join(folder, "kept", "new.txt")))).toEqual(["kept"]);
  expect(await change(() => symlink("/", path.join(folder, "kept", "link")))).toEqual(["kept"]);
  expect(await change(() => writeFile(path.join(folder, "other"), "was not there"))).toEqual(["other"]);
});
