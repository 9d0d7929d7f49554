import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findProject } from "../src/project/find-project.ts";

let folder = "";
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-find-")));
  mkdirSync(join(folder, "work", "deep"), { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Root gives the file away; anybody else pretends to be somebody else. */
function giveAway(file: string): void {
  if (process.getuid?.() === 0) chownSync(file, 4_242, 4_242);
  else vi.spyOn(process, "getuid").mockReturnValue((process.getuid?.() ?? 0) + 1_000);
}

test("the nearest config upward is found, also through a link", () => {
  writeFileSync(join(folder, "instar.config.ts"), "");
  symlinkSync(join(folder, "work", "deep"), join(folder, "link"));
  for (const from of [".", "work", "work/deep", "link"]) expect(findProject(join(folder, from))).toBe(folder);
  expect(findProject(join(folder, "absent"))).toBeUndefined();
});

test("the config of another user is found by who stands in its folder, and not from below", () => {
  writeFileSync(join(folder, "instar.config.ts"), "");
  giveAway(join(folder, "instar.config.ts"));
  expect(findProject(folder)).toBe(folder);
  expect(findProject(join(folder, "work"))).toBeUndefined();
  chmodSync(folder, 0o1777);
  expect(findProject(folder)).toBeUndefined();
});
