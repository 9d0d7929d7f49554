import { expect, test } from "vitest";
import { shellParts } from "../src/shell-parts.ts";
import { parseToolList } from "../src/tool-list.ts";

const runs = (entries: readonly string[], command: string) => parseToolList(entries, []).refusal("Bash", { command }, "/p") === undefined;

test.each([
  ["git status", true],
  ["git", true],
  ["git log | git diff; git 'a && b'", true],
  ["gitk", false],
  ["git log && rm x", false],
  ["git log\nrm x", false],
  ["git log & rm x", false],
  ["git log > x", false],
  ["git log $(rm x)", false],
  ['git log "`rm x`"', false],
  ["git log <(rm x)", false],
  ["PAGER=rm git log", false],
  ["git log 'open", false],
  ["", false],
])("Bash(git *) and %j: %s", (command, may) => {
  expect(runs(["Bash(git *)"], command)).toBe(may);
});

test("several patterns of a tool add up, an older spelling means the same, and a bare name is all of it", () => {
  expect(runs(["Bash(git:*)", "Bash(ls)"], "ls && git log")).toBe(true);
  expect(runs(["Bash(git:*)", "Bash(ls)"], "ls -l")).toBe(false);
  expect(runs(["Bash"], "rm x > $(y)")).toBe(true);
});

test("paths are held below the working folder", () => {
  const list = parseToolList(["Read(src/**)", "Edit(//etc/*.conf)"], []);
  const may = (tool: string, file_path: string) => list.refusal(tool, { file_path }, "/p") === undefined;
  expect([may("Read", "/p/src/a/b.ts"), may("Read", "src/a.ts"), may("Read", "/p/src/../secret"), may("Read", "/p/other")]).toEqual([true, true, false, false]);
  expect([may("Edit", "/etc/a.conf"), may("Edit", "/etc/x/a.conf"), may("Edit", "etc/a.conf")]).toEqual([true, false, false]);
  expect(may("Write", "/p/src/a")).toBe(false);
});

test("a server outside the house has to be named, one inside needs not", () => {
  const list = parseToolList(["Read", "mcp__github", "mcp__files__read"], ["house"]);
  const may = (tool: string) => list.refusal(tool, {}, "/p") === undefined;
  expect([may("mcp__github__push"), may("mcp__files__read"), may("mcp__files__write"), may("mcp__house__say"), may("mcp__other__x")]).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  expect(list.names).toEqual(["Read"]);
});

test("a line is taken apart only where that is sure", () => {
  expect(shellParts("a && b || c; d | e\nf")).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(shellParts("echo 'x; y' \"z | w\" \\; v;")).toEqual(["echo 'x; y' \"z | w\" \\; v"]);
  expect([shellParts("(a)"), shellParts("a &"), shellParts("a > b"), shellParts("echo $(a)")]).toEqual([undefined, undefined, undefined, undefined]);
});
