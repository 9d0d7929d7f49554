import { definePlugin, InstarError, point, service } from "@instar/kernel";
import { createTestKernel, settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { blameStack } from "../src/blame.ts";
import { plugin } from "./samples.ts";

const at = (...files: readonly string[]) => `Error: no\n${files.map((file) => `    at run (${file}:3:16)`).join("\n")}`;
const blamed = (stack: string, files: Readonly<Record<string, string>>) =>
  blameStack(
    stack,
    Object.entries(files).map(([name, file]) => ({ name, file })),
  )?.name;

describe("a stack names the plugin whose code it goes through", () => {
  test.each([
    ["an installed package, wherever in it", "/a/node_modules/@x/plugin/dist/deep/part.js", "/a/node_modules/@x/plugin/dist/index.js"],
    ["a linked package", "/repo/packages/memory/dist/part.js", "/repo/packages/memory/dist/index.js"],
    ["a plugin's own folder", "/a/plugins/x/part.ts", "/a/plugins/x/index.ts"],
    ["a single file", "/a/plugins/x.ts", "/a/plugins/x.ts"],
    ["a folder with a blank", "file:///my%20agent/plugins/x.ts", "/my agent/plugins/x.ts"],
  ])("%s", (_, thrown, file) => {
    expect(blamed(at("node:internal/timers", thrown), { it: file, other: "/a/plugins/other.ts" })).toBe("it");
  });
  test.each([
    ["another file beside it", at("/a/plugins/part.ts"), { it: "/a/plugins/x.ts" }],
    ["another package", at("/a/node_modules/lib/index.js"), { it: "/a/node_modules/plugin/index.js" }],
    ["two plugins of one file", at("/a/instar.config.ts"), { one: "/a/instar.config.ts", two: "/a/instar.config.ts" }],
    ["no stack at all", "no", { it: "/a/x.ts" }],
  ])("but not %s", (_, stack, files) => {
    expect(blamed(stack, files)).toBe(undefined);
  });
  test("the newest call counts, and a plugin within another's folder is its own", () => {
    const files = { outer: "/a/plugins/index.ts", inner: "/a/plugins/inner/index.ts" };
    expect(blamed(at("/a/plugins/inner/part.ts", "/a/plugins/part.ts"), files)).toBe("inner");
    expect(blamed(at("/a/plugins/part.ts", "/a/plugins/inner/part.ts"), files)).toBe("outer");
  });
});

describe("what nobody caught is the failure of", () => {
  test.each(["set-up", "tap", "loop", "listener"])("the plugin in whose time it happened: %s", async (where) => {
    const Things = point<string>("things");
    let failed: (() => void) | undefined;
    const found = new Promise<string | undefined>((resolve) => {
      failed = () => resolve(kernel.uncaught("no stack"));
    });
    const later = async () => void setTimeout(() => failed?.(), 0);
    const culprit = plugin("culprit", async ({ hooks, background, contributions }) => {
      if (where === "set-up") await later();
      if (where === "tap") hooks.ready.tap("begin", later);
      if (where === "loop") background("poll", later);
      if (where === "listener") contributions(Things).onChange(() => void later());
    });
    const other = plugin("other", ({ contribute }) => void contribute(Things, "one"));
    await using kernel = await createTestKernel([culprit, other]);
    expect(await found).toBe("culprit");
    expect(kernel.describe().plugins[0]).toMatchObject({
      state: "up",
      failures: 1,
      lastFailure: { message: "The plugin culprit failed where nobody caught it: no stack" },
    });
    expect(kernel.lines).toContainEqual(
      expect.objectContaining({ level: "error", text: "A plugin failed.", fields: expect.objectContaining({ plugin: "culprit" }) }),
    );
  });
  test("the plugin that the error names", async () => {
    await using kernel = await createTestKernel([plugin("one", () => undefined)]);
    const error = Object.assign(new InstarError("X_FAILED", { message: "It failed." }), { plugin: "one" });
    expect(kernel.uncaught(error)).toBe("one");
    expect(kernel.describe().plugins[0]?.lastFailure).toMatchObject({ message: "It failed." });
  });
  test("the plugin whose code it went through, unless that is a service which another one uses", async () => {
    const Tool = service<{ use(work: () => void): void }>("tool");
    const tool = Object.freeze({ ...definePlugin({ api: 1, name: "tool", provides: Tool, setup: () => ({ use: (work) => work() }) })(), file: "/p/tool.ts" });
    const user = definePlugin({
      api: 1,
      name: "user",
      needs: { tool: Tool },
      setup: ({ hooks }) =>
        hooks.pluginError.tap("ask", ({ error }) => void named.push(kernel.blame(Object.assign(new Error("no"), { stack: error.message })))) && undefined,
    });
    const part = Object.freeze({ ...plugin("part", () => undefined), file: "/p/part.ts" });
    const named: (string | undefined)[] = [];
    await using kernel = await createTestKernel([tool, user(), part]);
    const ask = async (stack: string) => {
      await kernel.hooks.pluginError.promise({ plugin: "x", error: new Error(stack) });
      await settle();
    };
    await ask(at("/p/tool.ts"));
    await ask(at("/p/part.ts"));
    await ask(at("/p/nobody.ts"));
    expect(named).toEqual(["user", "part", "user"]);
    expect(kernel.blame(Object.assign(new Error("no"), { stack: at("/p/tool.ts") }))).toBe("tool");
  });
  test("nobody, when nothing tells whose it is", async () => {
    await using kernel = await createTestKernel([plugin("one", () => undefined)]);
    expect(kernel.uncaught(new Error("of the house"))).toBe(undefined);
    expect(kernel.describe().plugins[0]?.failures).toBe(0);
  });
});

describe("the account of a plugin", () => {
  test("says how often its taps were run and how long the house waited for them", async () => {
    const one = plugin("one", ({ hooks }) => void hooks.beforeMessage.tap("wait", () => new Promise<void>((resolve) => void setTimeout(resolve, 20))));
    await using kernel = await createTestKernel([one]);
    const session = { key: "m", from: { id: "a", trust: "owner" as const }, address: { channel: "c", conversation: "1" }, text: "hi", at: 1 };
    await kernel.hooks.beforeMessage.promise(session);
    const [account] = kernel.describe().plugins;
    expect(account).toMatchObject({ tapsRun: 1, failures: 0 });
    expect(account?.busyMs).toBeGreaterThanOrEqual(19);
    expect(account).not.toHaveProperty("lastFailure");
  });
  test("says what failed last, where and when, without secrets", async () => {
    const one = plugin("one", ({ hooks }) => void hooks.ready.tap("go", () => Promise.reject(new Error("sesame is wrong"))));
    const named = definePlugin({ api: 1, name: "named", options: undefined, setup: () => undefined });
    await using kernel = await createTestKernel([one, named()], { now: 1_000, start: "set-up" });
    await kernel.start();
    await settle();
    expect(kernel.describe().plugins[0]).toMatchObject({
      failures: 1,
      lastFailure: { at: 1_000, hook: "ready", message: expect.stringContaining("sesame is wrong") },
    });
  });
  test("shows a loop that fails again and again, until it has run well for a minute", async () => {
    let broken = true;
    const looping = plugin("looping", ({ background }) => {
      background("poll", async (signal) => {
        if (broken) throw new Error("The bridge is down.");
        await new Promise((_, reject) => signal.addEventListener("abort", reject));
      });
    });
    await using kernel = await createTestKernel([looping], { start: "set-up" });
    const state = () => kernel.describe().plugins.map(({ state, error }) => ({ state, ...(error ? { error } : {}) }));
    await kernel.start();
    await settle();
    expect(state()).toEqual([{ state: "up" }]);
    for (const waitMs of [1_000, 2_000]) await kernel.clock.advance(waitMs);
    expect(state()).toEqual([{ state: "failing", error: "The bridge is down." }]);
    broken = false;
    await kernel.clock.advance(4_000);
    expect(state()).toMatchObject([{ state: "failing" }]);
    await kernel.clock.advance(61_000);
    expect(state()).toEqual([{ state: "up" }]);
  });
});
