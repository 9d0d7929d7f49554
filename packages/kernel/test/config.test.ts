import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin, type Plugin, service } from "@instar/kernel";
import { loadConfig } from "@instar/kernel/config";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plugin, toolCall } from "./samples.ts";

let folder = "";
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "instar-config-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function files(all: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}
const failure = (from = folder) =>
  loadConfig(from).then(
    () => expect.fail("It was read."),
    (error) => error,
  );

test("what is kept of a config is in a folder that only its owner enters", async () => {
  await files({ "instar.config.ts": `export default { name: "kira" satisfies string, plugins: [] };` });
  const former = process.umask(0);
  try {
    await loadConfig(folder);
  } finally {
    process.umask(former);
  }
  expect((await stat(path.join(folder, ".instar"))).mode & 0o777).toBe(0o700);
});

describe("a config is read", () => {
  const forms: Record<string, Record<string, string>> = {
    "from TypeScript, with an enum and a helper beside it": {
      "instar.config.ts": `import { nameOf } from "./helper.ts";\nenum Kind { Home = "kira" }\nexport default { name: nameOf(Kind.Home satisfies string), plugins: [] };`,
      "helper.ts": `export const nameOf = (kind: string): string => kind;`,
    },
    "from an ES module in .js": { "instar.config.js": `export default { name: "kira", plugins: [] };`, "package.json": `{ "type": "module" }` },
    "from a CommonJS module in .js": { "instar.config.js": `module.exports = { name: "kira", plugins: [] };` },
    "from .mjs with top-level await": { "instar.config.mjs": `const name = await Promise.resolve("kira");\nexport default { name, plugins: [] };` },
    "from .json": { "instar.config.json": `{ "name": "kira", "plugins": [] }` },
    "from the instar key of package.json": { "package.json": `{ "name": "other", "instar": { "name": "kira", "plugins": [] } }` },
    "from a function that waits": {
      "instar.config.ts": `export default async ({ command, env }: { command: string; env: Record<string, string> }) => ({ name: env["NAME"] ?? command, plugins: [] });`,
    },
  };
  test.each(Object.entries(forms))("%s", async (_form, all) => {
    await files(all);
    const { config, file, project } = await loadConfig(folder, { command: "start", env: { NAME: "kira" } });
    expect(config).toEqual({ name: "kira", plugins: [] });
    expect(path.dirname(file)).toBe(folder);
    expect(project).toBe(folder);
  });
  test("from the nearest folder upward", async () => {
    await files({
      "instar.config.json": `{ "name": "outer", "plugins": [] }`,
      "a/instar.config.json": `{ "name": "inner", "plugins": [] }`,
      "a/b/c/x.txt": "",
    });
    expect(await loadConfig(path.join(folder, "a/b/c"))).toMatchObject({ config: { name: "inner" }, project: path.join(folder, "a") });
  });
  test("with plugins named as modules, from the agent's folder, in lists too", async () => {
    await files({
      "instar.config.json": `{ "name": "kira", "plugins": [["./local.ts", { "loud": true }], ["installed"], [["installed", 1], null]] }`,
      "local.ts": `export default (options: unknown) => ({ name: "local", input: options });`,
      "node_modules/installed/package.json": `{ "name": "installed", "type": "module", "exports": "./index.js" }`,
      "node_modules/installed/index.js": `export default (options) => ({ name: "installed", input: options });`,
    });
    expect((await loadConfig(folder)).config.plugins).toEqual([
      { name: "local", input: { loud: true } },
      { name: "installed" },
      [{ name: "installed", input: 1 }, null],
    ]);
  });
  test("with a plugin that is not installed left as it is, to be reported with all else", async () => {
    await files({ "instar.config.json": `{ "name": "kira", "plugins": [["@x/nowhere"], ["./nowhere.ts", {}]] }` });
    expect((await loadConfig(folder)).config.plugins).toEqual([["@x/nowhere"], ["./nowhere.ts", {}]]);
  });
});

describe("a plugin that is listed by its name and cannot be imported", () => {
  const first = async (plugins: string) => {
    await files({ "instar.config.json": `{ "name": "kira", "plugins": [${plugins}] }` });
    return (await loadConfig(folder)).config.plugins[0] as Plugin;
  };
  test.each([
    ["throws", `throw new Error("the moon is full");`, "the moon is full"],
    ["has a mistake of syntax", `export default (`, ""],
    ["needs what is not installed", `import x from "absent";\nexport default () => x;`, '"absent"'],
    ["throws when it is made", `export default () => { throw new Error("the moon is full"); };`, "the moon is full"],
  ])("fails alone: it %s", async (_, text, why) => {
    await files({ "plugins/mine.mjs": text });
    const mine = await first(`["./plugins/mine.mjs", { "loud": true }]`);
    await using kernel = await createTestKernel([mine, plugin("other", () => undefined)]);
    expect(kernel.describe().plugins).toMatchObject([
      { name: "mine", state: "failed", guards: [], error: expect.stringContaining(why) },
      { name: "other", state: "up" },
    ]);
    expect(kernel.describe().plugins[0]?.error).toContain(path.join(folder, "plugins/mine.mjs"));
  });
  test("has a tombstone where its package.json says that it guards, and leaves out who needs it", async () => {
    await files({
      "node_modules/@x/plugin-strict/package.json": `{ "name": "@x/plugin-strict", "exports": "./index.js", "instar": { "plugin": "strict", "provides": ["rules"], "guards": ["preToolUse"] } }`,
      "node_modules/@x/plugin-strict/index.js": `throw new Error("the moon is full");`,
    });
    const needy = definePlugin({ api: 1, name: "needy", needs: { rules: service("rules") }, setup: () => undefined });
    await using kernel = await createTestKernel([await first(`["@x/plugin-strict"]`), needy()]);
    expect(await kernel.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: false, by: "strict: be in place" });
    expect(kernel.describe().plugins).toMatchObject([{ state: "failed" }, { name: "needy", state: "failed", error: expect.stringContaining("strict") }]);
  });
  test("has one as well where it is a single file that names the gate: nobody can ask it what it guards", async () => {
    await files({ "plugins/mine/index.mjs": `import x from "absent";\nexport default () => ({ guards: ["preToolUse"] });` });
    expect((await first(`["./plugins/mine/index.mjs"]`)).definition).toMatchObject({ name: "mine", guards: ["preToolUse"] });
  });
});

describe("it is said clearly that", () => {
  test("there is none", async () => {
    expect(await failure()).toMatchObject({ code: "CONFIG_NOT_FOUND", message: expect.stringContaining(folder), hint: expect.stringContaining("instar init") });
  });
  test.each(["instar.config.ts", "instar.config.mjs", "instar.config.json"])("%s has a mistake of syntax", async (name) => {
    await files({ [name]: `export default { name: "kira",` });
    expect(await failure()).toMatchObject({ code: "CONFIG_UNREADABLE", message: expect.stringContaining(path.join(folder, name)) });
  });
  test("a package is not installed, with the command that installs it", async () => {
    await files({ "instar.config.ts": `import memory from "@x/plugin-memory";\nexport default { name: "kira", plugins: [memory()] };` });
    expect(await failure()).toMatchObject({
      code: "CONFIG_MODULE_MISSING",
      message: `${path.join(folder, "instar.config.ts")} needs "@x/plugin-memory", which could not be found.`,
      hint: expect.stringContaining("npm install @x/plugin-memory"),
    });
  });
  test("a part of a package is not there, naming the package", async () => {
    await files({ "instar.config.mjs": `import memory from "@x/plugin-memory/deep/part";\nexport default { name: "kira", plugins: [memory()] };` });
    expect(await failure()).toMatchObject({ code: "CONFIG_MODULE_MISSING", hint: expect.stringContaining("npm install @x/plugin-memory`") });
  });
  test("a file is not there", async () => {
    await files({ "instar.config.ts": `import { rules } from "./rules.ts";\nexport default { name: rules, plugins: [] };` });
    expect(await failure()).toMatchObject({
      code: "CONFIG_MODULE_MISSING",
      message: expect.stringContaining('"./rules.ts"'),
      hint: expect.stringContaining("Mend the path"),
    });
  });
  test("a plugin that it imports fails, with its file and what to do", async () => {
    await files({
      "instar.config.ts": `import mine from "./plugins/mine.ts";\nexport default { name: "kira", plugins: [mine()] };`,
      "plugins/mine.ts": `throw new Error("the moon is full");`,
    });
    const file = path.join(folder, "plugins/mine.ts");
    expect(await failure()).toMatchObject({
      code: "CONFIG_IMPORT_FAILED",
      message: `${path.join(folder, "instar.config.ts")} could not be read, because ${file}, which it imports, failed: the moon is full`,
      hint: expect.stringContaining("listed by its name"),
    });
  });
  test.each([
    `export const config = { name: "kira" };`,
    `export default "kira";`,
    `export default [];`,
    `export default () => undefined;`,
    `export default { plugin: "memory" };`,
  ])("it is no config: %s", async (text) => {
    await files({ "instar.config.ts": text });
    expect(await failure()).toMatchObject({ code: "CONFIG_NOT_A_CONFIG", hint: expect.stringContaining("export default defineConfig") });
  });
  test("it fails while it runs, with its own words", async () => {
    await files({ "instar.config.ts": `export default () => { throw new Error("the moon is full"); };` });
    expect(await failure()).toMatchObject({ code: "CONFIG_UNREADABLE", message: expect.stringContaining("the moon is full") });
  });
});
