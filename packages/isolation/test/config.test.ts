import { isolate, isolateEntries } from "@instar/isolation";
import { createKernel, definePlugin, env, isolated, service } from "@instar/kernel";
import { describePlugin } from "@instar/testing/plugin-contract";
import { afterAll, describe, expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

const optionsSource = pluginSource(
  `writeFileSync(paths.state + "/options.json", JSON.stringify([options, options.until instanceof Date]));`,
  `options: z.strictObject({ token: z.string().min(3), count: z.number().default(4), until: z.string().transform((text) => new Date(text)).default(new Date(0)) }),`,
  `import { z } from "zod"; import { writeFileSync } from "node:fs";`,
);

test("mistakes in its options come with all others, with their paths; a missing secret too", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(optionsSource, { token: "x", cuont: 3, until: 7 });
  const other = await folder.isolate(optionsSource.replace('"faulty"', '"other"'), { token: env("NOT_SET") }, undefined, "plugins/other.ts");
  const kernel = createKernel({ name: "test", plugins: [plugin, other] }, { project: folder.project });
  const report = await kernel.setup().catch((error: Error) => error.message);
  expect(report).toContain("The config has");
  expect(report).toContain("faulty.token: ");
  expect(report).toContain("faulty.cuont: is not an option. Did you mean count?");
  expect(report).toContain("faulty.until: ");
  expect(report).toContain("other.token: needs the secret NOT_SET, which is not set.");
  await kernel.stop("over");
});

test("it gets what its schema makes of its options, secrets resolved, and in each new process again", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(optionsSource, { token: env("TOKEN") });
  await using kernel = await folder.open([plugin], { secrets: { TOKEN: "hidden" } });
  expect(kernel.describe().plugins[0]).toMatchObject({ state: "up" });
  expect(JSON.parse(folder.read(".instar/plugins/faulty/options.json"))).toEqual([{ token: "hidden", count: 4, until: new Date(0).toISOString() }, true]);
});

test("options for one that takes none are a mistake", async () => {
  using folder = makeFolder();
  const kernel = createKernel({ name: "test", plugins: [await folder.isolate(pluginSource(""), { loud: true })] }, { project: folder.project });
  await expect(kernel.setup()).rejects.toThrow("faulty: takes no options, but was given some.");
});

test("one that cannot be found is named, with what to do", async () => {
  using folder = makeFolder();
  await expect(isolate({ isolated: "./plugins/none.ts" }, { project: folder.project })).rejects.toMatchObject({ code: "ISOLATION_MODULE_MISSING" });
  await expect(isolate({ isolated: "instar-plugin-none" }, { project: folder.project })).rejects.toMatchObject({
    hint: "Run `npm install instar-plugin-none` in the agent's folder, or mend the name.",
  });
});

test("its needs order the boot and are missed by name", async () => {
  using folder = makeFolder();
  const source = pluginSource("", `needs: { words: { kind: "service", id: "words" } },`);
  const kernel = createKernel({ name: "test", plugins: [await folder.isolate(source)] }, { project: folder.project });
  await expect(kernel.setup()).rejects.toThrow('faulty: needs "words", and no plugin in the config provides it.');
  const words = definePlugin({ api: 1, name: "words", provides: service<object>("words"), setup: () => ({}) });
  await using house = await folder.open([await folder.isolate(source), words()]);
  expect(house.describe().plugins.map(({ name }) => name)).toEqual(["words", "faulty"]);
});

test("a package is found by its exports and stands in by its package.json when it cannot be loaded", async () => {
  using folder = makeFolder();
  folder.write(
    "packages/thing/package.json",
    JSON.stringify({
      name: "instar-plugin-thing",
      type: "module",
      exports: { ".": { default: "./main.js" } },
      instar: { plugin: "thing", guards: ["beforeJob"] },
    }),
  );
  folder.write("packages/thing/main.js", `throw new Error("broken");`);
  folder.write("packages/node_modules/instar-plugin-thing", "");
  const { symlinkSync, rmSync } = await import("node:fs");
  rmSync(`${folder.project}/packages/node_modules/instar-plugin-thing`);
  symlinkSync(`${folder.project}/packages/thing`, `${folder.project}/packages/node_modules/instar-plugin-thing`);
  const [, [broken]] = (await isolateEntries([false, [isolated("instar-plugin-thing")]], { project: `${folder.project}/packages` })) as never as [
    false,
    [never],
  ];
  await using kernel = await folder.open([broken]);
  expect(kernel.describe().plugins[0]).toMatchObject({
    name: "thing",
    state: "failed",
    guards: ["beforeJob"],
    error: expect.stringContaining("broken") as string,
  });
  folder.write(
    "packages/thing/main.js",
    `import { definePlugin } from "@instar/kernel"; export default definePlugin({ api: 1, name: "thing", guards: ["beforeJob"], setup() {} });`,
  );
  await using mended = await folder.open([await isolate(isolated("instar-plugin-thing"), { project: `${folder.project}/packages` })]);
  expect(mended.describe().plugins[0]).toMatchObject({ name: "thing", state: "up" });
});

describe("an isolated plugin keeps the contract of every plugin", async () => {
  const folder = makeFolder();
  afterAll(() => folder[Symbol.dispose]());
  const source = pluginSource(
    `hooks.preToolUse.tap("watch", () => undefined); contribute(contracts.Jobs, { id: "x", schedule: { everyMs: 1 }, run: async () => {} });
     background("turn", (signal) => new Promise((resolve) => signal.addEventListener("abort", resolve)));`,
    `guards: ["preToolUse"],`,
  );
  const plugin = await folder.isolate(source);
  describePlugin(() => plugin, { packageJson: { instar: { plugin: "faulty", guards: ["preToolUse"] } } });
});
