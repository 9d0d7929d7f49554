import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InstarError } from "@instar/kernel";
import { afterAll, expect, test } from "vitest";
import { defaultPackages } from "../../src/daemon/default-providers.ts";
import { pluginKinds } from "../../src/plugins/create-kinds.ts";
import { createPackage, writeFiles } from "../../src/plugins/create-package.ts";
import { published, requireFreeName } from "../../src/plugins/free-plugin-name.ts";
import { parsePluginName } from "../../src/plugins/plugin-name.ts";
import { renderTree } from "../../src/plugins/render-tree.ts";

const scratch = mkdtempSync(join(tmpdir(), "instar-create-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const refusal = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    return error as InstarError;
  }
  throw new Error("It was not refused.");
};

test("a name is written as each place needs it", () => {
  expect(parsePluginName("quiet-hours")).toEqual({
    name: "quiet-hours",
    camel: "quietHours",
    pascal: "QuietHours",
    snake: "quiet_hours",
    constant: "QUIET_HOURS",
  });
  expect(parsePluginName("instar-plugin-tea").name).toBe("tea");
  expect(parsePluginName("new").camel).toBe("newPlugin");
});

test.each([
  ["Quiet Hours", "quiet-hours"],
  ["quietHours", "quiet-hours"],
  ["quiet_hours", "quiet-hours"],
  ["-tea-", "tea"],
  ["2nd", "nd"],
  ["café", "cafe"],
  ["@me/tea", "tea"],
  ["../tea", "tea"],
  ["x".repeat(80), "x".repeat(60)],
  ["日本", undefined],
  ["", undefined],
])("%s is no plugin's name; the nearest is %s", (given, near) => {
  const { code, hint } = refusal(() => parsePluginName(given));
  expect(code).toBe("CLI_BAD_PLUGIN_NAME");
  expect(hint).toBe(near === undefined ? "For example: quiet-hours" : `Did you mean ${near}?`);
  if (near !== undefined) expect(parsePluginName(near).name).toBe(near);
});

test.each([
  ["store", "gate", "every agent has"],
  ["approvals", "gate", "every agent has"],
  ["local", "channel", "every agent has"],
  ["claude", "driver", "instar add claude"],
  ["logs", "command", "is a command already"],
  ["plugins", "command", "is a command already"],
  ["session", "command", "is a command already"],
  ["help", "command", "answered by the house"],
] as const)("%s is taken for a %s: %s", (name, kind, why) => {
  expect(refusal(() => requireFreeName(name, kind, undefined))).toMatchObject({
    code: "CLI_PLUGIN_NAME_TAKEN",
    message: expect.stringContaining(why) as string,
  });
});

test("a name that only commands have is free for what is none", () => {
  for (const kind of pluginKinds.filter((each) => each !== "command" && each !== "service")) requireFreeName("logs", kind, undefined);
});

test("every plugin of ours is known by name", () => {
  const folders = readdirSync(fileURLToPath(new URL("../../../", import.meta.url))).filter((name) => name.startsWith("plugin-"));
  const others = folders.filter((name) => !defaultPackages.includes(`@instar/${name}`)).map((name) => name.slice("plugin-".length));
  expect(others.sort()).toEqual([...published].sort());
});

test("what was written goes again, with its folders, when the rest cannot be written", () => {
  const folder = join(scratch, "half");
  const planned = ["src/deep/a.ts", "b", "b/c.ts"].map((file) => ({ file, what: "", content: "" }));
  expect(refusal(() => writeFiles(folder, planned))).toMatchObject({ code: "CLI_NOT_CREATED", message: expect.stringContaining(folder) as string });
  expect(readdirSync(scratch)).toEqual([]);
});

test("a folder with something in it stays as it is; one with nothing but a repository is taken", async () => {
  const folder = join(scratch, "mine");
  mkdirSync(join(folder, ".git"), { recursive: true });
  writeFileSync(join(folder, "thesis.md"), "years of work");
  const wish = { kind: "gate" as const, name: parsePluginName("tea"), folder, signal: new AbortController().signal, say: () => undefined };
  await expect(createPackage(wish)).rejects.toMatchObject({ code: "CLI_PLUGIN_FOLDER_TAKEN", message: expect.stringContaining("thesis.md") as string });
  expect(readdirSync(folder)).toEqual([".git", "thesis.md"]);
  rmSync(join(folder, "thesis.md"));
  await expect(createPackage({ ...wish, signal: AbortSignal.abort() })).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([".git"]);
  await createPackage(wish);
  expect(readdirSync(folder)).toContain("package.json");
});

test("files are shown by their folders, each with what it is", () => {
  const files = [
    { file: "package.json", what: "its name" },
    { file: "src/index.ts", what: "the plugin" },
    { file: "src/commands/tea.ts", what: "a command" },
  ];
  expect(renderTree("tea", files)).toBe("tea/\n  package.json  its name\n  src/\n    index.ts    the plugin\n    commands/\n      tea.ts    a command");
});
