import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFileView } from "../src/index.ts";

test("the real file system is told without links, and what is not there is no error", async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "guard-view-")));
  try {
    await mkdir(join(folder, "real"));
    await writeFile(join(folder, "real", "file"), "x");
    await symlink(join(folder, "real"), join(folder, "link"));
    const files = createFileView();

    expect(files.realPath(join(folder, "link", "new", "x"))).toBe(join(folder, "real", "new", "x"));
    expect(files.look(join(folder, "real"))?.kind).toBe("folder");
    expect(files.look(join(folder, "link"))?.kind).toBe("other");
    expect(files.look(join(folder, "real", "file"))?.birthMs).toBeGreaterThan(0);
    expect(files.look(join(folder, "no"))).toBeUndefined();
    expect(files.look("\0")).toBeUndefined();
    expect(files.realPath("/\0")).toBe("/\0");
    expect(files.list(join(folder, "real"))).toEqual(["file"]);
    expect(files.list(join(folder, "no"))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
