import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { CliError } from "../../src/errors.ts";
import { createUndo, holdChanges } from "../../src/plugins/change-plugins.ts";
import { withDependency, withoutDependency } from "../../src/plugins/edit-dependencies.ts";
import { isImported, listLocalFiles } from "../../src/plugins/local-files.ts";
import { parseSource } from "../../src/plugins/parse-source.ts";
import { rememberConfig } from "../../src/project/started-config.ts";

function scratchFolder(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "instar-parts-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

test("a name means a package of ours or a stranger's, a path what lies there, and anything else nothing", () => {
  using scratch = scratchFolder({ "mine/package.json": "{}", "a.tgz": "" });
  const parse = (text: string) => parseSource(text, scratch.folder);
  expect(parse("telegram")).toEqual({ kind: "registry", names: ["@instar/plugin-telegram", "instar-plugin-telegram"], range: undefined });
  expect(parse("@me/thing@^1.2.0")).toEqual({ kind: "registry", names: ["@me/thing"], range: "^1.2.0" });
  expect(parse("instar-plugin-x@beta")).toEqual({ kind: "registry", names: ["instar-plugin-x"], range: "beta" });
  expect(parse("./mine")).toEqual({ kind: "folder", path: join(scratch.folder, "mine") });
  expect(parse("a.tgz")).toEqual({ kind: "tarball", path: join(scratch.folder, "a.tgz") });
  for (const text of ["./absent", "https://example.org/a.git", "github:me/it", "Upper", "--flag", "x@file:../y", ""]) expect(parse(text), text).toBeUndefined();
});

test("the files that a config stands on are found through what they import, and a change of any is a change", () => {
  using scratch = scratchFolder({
    "instar.config.ts": 'import a from "./plugins/a.ts";\nimport { b } from "./b.js";\nexport default { plugins: [a(), ["./c.ts", {}], isolated("./d")] };',
    "plugins/a.ts": 'export { x } from "../shared.ts";\nimport "instar-plugin-y/contract";',
    "b.ts": "",
    "c.ts": 'await import("./instar.config.ts")',
    "d.ts": "",
    "shared.ts": "",
    "unused.ts": "",
  });
  const files = listLocalFiles(join(scratch.folder, "instar.config.ts"));
  expect(files.map((file) => basename(file)).sort()).toEqual(["a.ts", "b.ts", "c.ts", "d.ts", "instar.config.ts", "shared.ts"]);
  expect([isImported(files, "instar-plugin-y"), isImported(files, "instar-plugin")]).toEqual([true, false]);
  const started = rememberConfig(scratch.folder);
  expect(started.changed()).toEqual([]);
  writeFileSync(join(scratch.folder, "unused.ts"), "more");
  writeFileSync(join(scratch.folder, "shared.ts"), "more");
  rmSync(join(scratch.folder, "d.ts"));
  writeFileSync(join(scratch.folder, "package-lock.json"), "{}");
  expect([...started.changed()].sort()).toEqual(["d.ts", "package-lock.json", "shared.ts"]);
});

test("a dependency comes and goes in package.json, and the person's form stays", () => {
  for (const before of [
    '{\n  "name": "kira",\n  "dependencies": {\n    "z": "1",\n    "b": "1"\n  }\n}\n',
    '{ "dependencies": { "b": "1" }, "x": [1,2] }',
    '{\r\n\t"dependencies": {\r\n\t\t"b": "^1",\r\n\t\t"c": "^1"\r\n\t}\r\n}',
  ])
    for (const name of ["a", "bb", "zz"]) {
      const after = withDependency(before, name, "^2") ?? "";
      expect(JSON.parse(after).dependencies[name]).toBe("^2");
      expect(withoutDependency(after, name)).toBe(before);
    }
  expect(withDependency("{}", "a", "1")).toBeUndefined();
  expect(withoutDependency('{ "dependencies": { "a": "1" } }', "a")).toBeUndefined();
});

test("plugins are changed by one command at a time, and steps are taken back newest first", async () => {
  using scratch = scratchFolder({});
  const held = await holdChanges(scratch.folder);
  await expect(holdChanges(scratch.folder)).rejects.toMatchObject({ code: "CLI_CHANGE_UNDER_WAY" });
  await held[Symbol.asyncDispose]();
  await (await holdChanges(scratch.folder))[Symbol.asyncDispose]();
  const undo = createUndo();
  const done: string[] = [];
  undo.push(() => void done.push("first"));
  undo.push(() => {
    done.push("second");
    return "left over";
  });
  expect(await undo.run()).toEqual(["left over"]);
  expect(done).toEqual(["second", "first"]);
  undo.push(() => void done.push("kept"));
  undo.keep();
  expect(await undo.run()).toEqual([]);
});

test("a step that cannot be taken back is told, and keeps none of the others from it", async () => {
  const undo = createUndo();
  const done: string[] = [];
  undo.push(() => void done.push("first"));
  undo.push(() => {
    throw new Error("EACCES: permission denied");
  });
  expect(await undo.run()).toEqual(["Not everything could be put back: EACCES: permission denied"]);
  expect(done).toEqual(["first"]);
});

test("a plugin that could not be set up is said so once", () => {
  const error = "The plugin boom could not be set up: no luck";
  expect(CliError.SETUP_FAILED([{ plugin: "boom", error }]).message).toBe(error);
  expect(CliError.SETUP_FAILED([{ plugin: "boom", error: "no luck" }]).message).toBe(error);
});
