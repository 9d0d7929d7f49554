import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { loadConfig } from "@instar/kernel/config";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

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
  test("a plugin's own dependency is missing, and not the plugin", async () => {
    await files({ "instar.config.json": `{ "name": "kira", "plugins": [["./local.mjs"]] }`, "local.mjs": `import x from "absent";\nexport default () => x;` });
    expect(await failure()).toMatchObject({ code: "CONFIG_MODULE_MISSING", message: expect.stringContaining('"absent"') });
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
