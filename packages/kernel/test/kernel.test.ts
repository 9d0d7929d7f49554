import { createKernel, defineConfig, definePlugin, env, InstarError, isolated, optional, type Plugin, point, scopedService, service } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel, settle, type TestKernelOptions } from "@instar/testing";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { plugin } from "./samples.ts";

interface Greeter {
  greet(): string;
}
const Greeter = service<Greeter>("greeter");
const greeter = definePlugin({ api: 1, name: "greeter", provides: Greeter, setup: () => ({ greet: () => "hello" }) });

async function reportOn(plugins: readonly unknown[], options: TestKernelOptions = {}, config: object = {}): Promise<string> {
  const kernel = createKernel({ name: "test", plugins: plugins as Plugin[], ...config }, { secrets: (name) => options.secrets?.[name] });
  const error = await kernel.setup().catch((thrown) => thrown);
  expect(InstarError.is(error, "KERNEL_CONFIG_INVALID")).toBe(true);
  return (error as Error).message;
}

describe("one report names every mistake of every plugin", () => {
  test("options, secrets, entries, names, providers, cycles and settings together", async () => {
    const A = service<1>("a");
    const B = service<1>("b");
    const one = definePlugin({
      api: 1,
      name: "one",
      needs: { b: B },
      provides: A,
      options: z.object({ colour: z.string().default("red"), token: z.string() }),
      setup: () => 1 as const,
    });
    const two = definePlugin({ api: 1, name: "two", provides: A, setup: () => 1 as const });
    const three = definePlugin({ api: 1, name: "three", needs: { a: A, greeter: Greeter }, provides: B, setup: () => 1 as const });
    const old = definePlugin({ api: 2 as 1, name: "old", guards: ["beforeReply" as "preToolUse"], setup: () => undefined });
    const thief = definePlugin({ api: 1, name: "thief", provides: Lifecycle, setup: () => undefined as never });
    const report = await reportOn(
      [one({ colur: "x", token: env("NOPE") } as never), two(), two(), three(), old(), thief(), ["@x/unknown", {}], [[greeter as never, "text"]]],
      {},
      { name: "My Agent", hom: ".x" },
    );
    for (const line of [
      "config.hom: is not a setting. Did you mean home?",
      'config.name: must be a kebab-case name, not "My Agent".',
      "one.colur: is not an option. Did you mean colour?",
      "one.token: needs the secret NOPE, which is not set. Run `instar secrets set NOPE`, or set it in the environment.",
      'two: provides "a", and so does one. Keep one of the two in `plugins`.',
      "two: is listed twice. Remove one of them from `plugins`.",
      "one: needs itself: one -> (b) three -> (a) one.",
      'three: needs "greeter", and no plugin in the config provides it. Add a plugin that provides "greeter".',
      "old: was written for version 2 of the plugin API; this kernel has version 1.",
      'old: guards "beforeReply", which is not a gate.',
      'thief: provides "lifecycle", which the kernel provides itself.',
      'config.plugins[6]: names the plugin "@x/unknown", which could not be loaded. Run `npm install @x/unknown`',
      "config.plugins[7][0][0]: is a function, not a plugin. Call it: write `()` behind greeter.",
      "config.plugins[7][0][1]: is not a plugin.",
    ])
      expect(report).toContain(line);
    expect(report).toMatch(/^The config has \d+ mistakes:/);
  });
  test("a missing provider is named with its package when somebody knows it, else with a near one", async () => {
    const wanting = definePlugin({ api: 1, name: "wanting", needs: { it: service<1>("greeterr") }, setup: () => undefined });
    expect(await reportOn([wanting(), greeter()])).toContain("Add greeter.");
    const kernel = createKernel({ name: "test", plugins: [wanting()] }, { suggest: (id) => `@instar/plugin-${id}` });
    await expect(kernel.setup()).rejects.toThrow("Add @instar/plugin-greeterr.");
  });
  test("a plugin that asks for a process of its own, in a house that has none to give", async () => {
    const entry = isolated("./x.ts", { loud: true }, { read: ["notes"], memoryMb: 64 });
    expect(defineConfig({ name: "kira", plugins: [entry] }).plugins).toEqual([
      { isolated: "./x.ts", options: { loud: true }, limits: { read: ["notes"], memoryMb: 64 } },
    ]);
    expect(isolated("./x.ts")).toEqual({ isolated: "./x.ts" });
    expect(await reportOn([entry])).toContain('config.plugins[0]: puts "./x.ts" into a process of its own, but this host cannot isolate plugins.');
  });
  test("a plugin without options that is given some, and a list that is none", async () => {
    expect(await reportOn([(greeter as (options: unknown) => Plugin)({ loud: true })])).toContain("greeter: takes no options");
    expect(await reportOn([], {}, { plugins: "memory" })).toContain("config.plugins: must be a list of plugins.");
  });
});

describe("an optional need", () => {
  const shy = definePlugin({
    api: 1,
    name: "shy",
    needs: { greeter: optional(Greeter) },
    provides: service<string>("shy"),
    setup: ({ services }) => services.greeter?.greet() ?? "silence",
  });
  const Shy = service<string>("shy");
  test("is met when somebody provides it, also when listed later, and is undefined otherwise", async () => {
    await using without = await createTestKernel([shy()]);
    expect(without.service(Shy)).toBe("silence");
    await using provided = await createTestKernel([shy(), greeter()]);
    expect(provided.service(Shy)).toBe("hello");
    expect(provided.describe().plugins[1]).toMatchObject({ name: "shy", needs: ["greeter?"], provides: "shy" });
  });
  test("is undefined when its provider failed", async () => {
    const broken = definePlugin({
      api: 1,
      name: "broken",
      provides: Greeter,
      setup: (): never => {
        throw new Error("no voice");
      },
    });
    await using kernel = await createTestKernel([shy(), broken()]);
    expect(kernel.service(Shy)).toBe("silence");
  });
});

test("a service that failed makes those fail who need it, saying why; the rest comes up", async () => {
  const broken = definePlugin({
    api: 1,
    name: "broken",
    provides: Greeter,
    setup: (): never => {
      throw new Error("no voice");
    },
  });
  const user = definePlugin({ api: 1, name: "user", needs: { greeter: Greeter }, setup: () => undefined });
  const errors: string[] = [];
  const watching = plugin(
    "watching",
    ({ hooks }) => void hooks.pluginError.tap("watch", ({ plugin: by, error }) => void errors.push(`${by}: ${error.message}`)),
  );
  await using kernel = await createTestKernel([watching, user(), broken()]);
  expect(kernel.describe().plugins).toMatchObject([
    { name: "watching", state: "up" },
    { name: "broken", state: "failed", error: "The plugin broken could not be set up: no voice" },
    { name: "user", state: "failed", error: 'The service "greeter" is not there: broken, which provides it, is failed.' },
  ]);
  await settle();
  expect(errors).toHaveLength(2);
  expect(() => kernel.service(Greeter)).toThrow(expect.objectContaining({ code: "KERNEL_NO_SERVICE" }));
  expect(() => kernel.service(service("nobody"))).toThrow(/no plugin in the config provides it/);
});

test("what a plugin provides, its set-up must return", async () => {
  const empty = definePlugin({ api: 1, name: "empty", provides: Greeter, setup: () => undefined as never });
  await using kernel = await createTestKernel([empty()]);
  expect(kernel.describe().plugins).toMatchObject([{ state: "failed", error: expect.stringContaining("its set-up returned nothing") }]);
});

test("a scoped service is made for each consumer, by the name that the kernel knows", async () => {
  const Box = scopedService<string>("box");
  const Seen = service<string>("seen");
  const boxes = definePlugin({ api: 1, name: "boxes", provides: Box, setup: () => (consumer: string) => `box of ${consumer}` });
  const user = definePlugin({ api: 1, name: "user", needs: { box: Box }, provides: Seen, setup: ({ services }) => services.box });
  await using kernel = await createTestKernel([user(), boxes()]);
  expect(kernel.service(Seen)).toBe("box of user");
  expect(kernel.service(Box)).toBe("box of host");
});

describe("what a plugin takes", () => {
  test("goes back in reverse when it stops, once, also what was given back early", async () => {
    const undone: string[] = [];
    const Things = point<string>("things");
    const taking = plugin("taking", ({ own, defer, contribute, hooks, signal }) => {
      signal.addEventListener("abort", () => undone.push("signal"));
      own({ [Symbol.dispose]: () => void undone.push("first") });
      defer(async () => void undone.push("second"));
      own({ [Symbol.asyncDispose]: async () => void undone.push("third") });
      contribute(Things, "early")[Symbol.dispose]();
      contribute(Things, "late");
      hooks.start.tap("start", () => undefined);
    });
    const kernel = await createTestKernel([taking]);
    expect([...kernel.contributions(Things)].map(({ value }) => value)).toEqual(["late"]);
    await kernel.stop("over");
    expect(undone).toEqual(["signal", "third", "second", "first"]);
    expect([...kernel.contributions(Things)]).toEqual([]);
    expect(kernel.describe().hooks["start"]?.taps).toEqual([]);
  });
  test("goes back when its set-up fails half-way", async () => {
    const undone: string[] = [];
    const failing = plugin("failing", ({ own, background }) => {
      own({ [Symbol.dispose]: () => void undone.push("resource") });
      background("never begin", async () => void undone.push("ran"));
      throw new Error("half-way");
    });
    await using kernel = await createTestKernel([failing]);
    await settle();
    expect(undone).toEqual(["resource"]);
    expect(kernel.phase).toBe("running");
  });
  test("is not waited for longer than the grace when it does not come back", async () => {
    const undone: string[] = [];
    const stuck = plugin("stuck", ({ defer }) => defer(() => new Promise<void>(() => undefined)));
    const other = plugin("other", ({ defer }) => defer(() => void undone.push("other")));
    const kernel = await createTestKernel([other, stuck]);
    const stopped = kernel.stop("over").catch((error) => error);
    await kernel.clock.advance(10_000);
    expect((await stopped).errors).toMatchObject([{ code: "KERNEL_STOP_LATE", message: expect.stringContaining("stuck") }]);
    expect(undone).toEqual(["other"]);
  });
  test("from a point stays in the order of the config, and listeners hear of changes until they stop", async () => {
    const Things = point<string>("things");
    let changes = 0;
    let add: ((value: string) => Disposable) | undefined;
    const second = plugin("second", ({ contribute }) => void contribute(Things, "b"));
    const first = plugin("first", ({ contribute, contributions }) => {
      contribute(Things, "a");
      contributions(Things).onChange(() => changes++);
      add = (value) => contribute(Things, value);
    });
    const kernel = await createTestKernel([first, second]);
    add?.("late");
    expect([...kernel.contributions(Things)]).toMatchObject([
      { plugin: "first", value: "a" },
      { plugin: "first", value: "late" },
      { plugin: "second", value: "b" },
    ]);
    expect(changes).toBe(2);
    await kernel.stop("over");
    const atStop = changes;
    add?.("too late");
    expect(changes).toBe(atStop);
    expect([...kernel.contributions(Things)]).toEqual([]);
  });
});

describe("a background loop", () => {
  test("begins at start, restarts with growing pauses, is reported each time, and stops", async () => {
    const runs: number[] = [];
    let ended = false;
    const looping = plugin("looping", ({ background, clock }) => {
      background("poll", async (signal) => {
        runs.push(clock.now());
        if (runs.length < 4) throw new Error("down");
        await clock.sleep(1e9, signal).finally(() => (ended = true));
      });
    });
    const kernel = await createTestKernel([looping], { now: 0, start: "set-up" });
    expect(runs).toEqual([]);
    await kernel.start();
    await kernel.clock.advance(60_000);
    expect(runs).toEqual([0, 1_000, 3_000, 7_000]);
    expect(kernel.lines.filter(({ fields }) => fields["plugin"] === "looping" && fields["hook"] === "poll")).toHaveLength(3);
    await kernel.stop("over");
    expect(ended).toBe(true);
    expect(kernel.clock.pending).toBe(0);
  });
  test("starts afresh after it ran well for a minute, never pauses longer than that, and ends when it returns", async () => {
    const began: number[] = [];
    const looping = plugin("looping", ({ background, clock }) => {
      background("poll", async (signal) => {
        began.push(clock.now());
        if (began.length === 9) await clock.sleep(60_000, signal);
        if (began.length < 11) throw new Error("down");
      });
    });
    await using kernel = await createTestKernel([looping], { now: 0 });
    await kernel.clock.advance(1_000_000);
    const pauses = began.slice(1).map((at, index) => at - (began[index] as number));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 61_000, 2_000]);
  });
  test("given back before start never begins; one begun later begins at once", async () => {
    const ran: string[] = [];
    let begin: (() => AsyncDisposable) | undefined;
    const looping = plugin("looping", async ({ background }) => {
      await background("early", async () => void ran.push("early"))[Symbol.asyncDispose]();
      begin = () => background("late", async () => void ran.push("late"));
    });
    await using kernel = await createTestKernel([looping]);
    begin?.();
    expect(ran).toEqual(["late"]);
    expect(kernel.phase).toBe("running");
  });
});

describe("the phases", () => {
  test("come in order and only once", async () => {
    const kernel = createKernel({ name: "test", plugins: [] });
    await expect(kernel.start()).rejects.toMatchObject({ code: "KERNEL_WRONG_PHASE" });
    await kernel.setup();
    await expect(kernel.setup()).rejects.toMatchObject({ code: "KERNEL_WRONG_PHASE" });
    await kernel.start();
    expect(kernel.phase).toBe("running");
    await Promise.all([kernel.stop("once"), kernel.stop("twice")]);
    await expect(kernel.start()).rejects.toMatchObject({ message: "The kernel cannot start while it is stopped." });
  });
  test("a stop in the middle of set-up ends it, and gives everything back", async () => {
    const ran: string[] = [];
    const first = plugin("first", ({ defer }) => defer(() => void ran.push("undo first")));
    const hanging = plugin("hanging", ({ defer }) => {
      defer(() => void ran.push("undo hanging"));
      return new Promise<void>(() => undefined);
    });
    const last = plugin("last", () => void ran.push("last"));
    await using kernel = await createTestKernel([first, hanging, last], { start: false });
    const setup = kernel.setup();
    await settle();
    await kernel.stop("Ctrl-C");
    await setup;
    expect(ran).toEqual(["undo hanging", "undo first"]);
    expect(kernel.phase).toBe("stopped");
  });
  test("a stop in the middle of start tells everybody, and nothing begins afterwards", async () => {
    const ran: string[] = [];
    let go: (() => void) | undefined;
    const slow = plugin("slow", ({ hooks, background }) => {
      hooks.start.tap("start", () => new Promise<void>((resolve) => (go = resolve)));
      hooks.stop.tap("stop", () => void ran.push("stop"));
      background("poll", async () => void ran.push("poll"));
    });
    await using kernel = await createTestKernel([slow], { start: "set-up" });
    const start = kernel.start();
    await kernel.stop("Ctrl-C");
    go?.();
    await start;
    expect(ran).toEqual(["stop"]);
    expect(kernel.phase).toBe("stopped");
  });
  test("with services named, only what they stand on is set up", async () => {
    const Base = service<1>("base");
    const base = definePlugin({ api: 1, name: "base", provides: Base, setup: () => 1 as const });
    const wanted = definePlugin({ api: 1, name: "wanted", needs: { base: Base }, provides: Greeter, setup: () => ({ greet: () => "hi" }) });
    const other = definePlugin({
      api: 1,
      name: "other",
      options: z.object({ token: z.string() }),
      setup: (): never => {
        throw new Error("not me");
      },
    });
    await using kernel = await createTestKernel([other({ token: env("MISSING") }), wanted(), base()], { only: [Greeter], start: "set-up" });
    expect(kernel.service(Greeter).greet()).toBe("hi");
    expect(kernel.describe().plugins.map(({ name, state }) => [name, state])).toEqual([
      ["other", "waiting"],
      ["base", "up"],
      ["wanted", "up"],
    ]);
  });
});

test("describe names plugins in boot order, providers, contributors and every tap", async () => {
  const Things = point<1>("things");
  const user = definePlugin({
    api: 1,
    name: "user",
    needs: { greeter: Greeter },
    guards: ["beforeJob"],
    setup({ hooks, contribute }) {
      contribute(Things, 1);
      hooks.beforeJob.tap({ name: "not on Sundays", stage: -100 }, () => undefined);
    },
  });
  await using kernel = await createTestKernel([user(), greeter()]);
  const description = kernel.describe();
  expect(description).toMatchObject({
    name: "test",
    phase: "running",
    plugins: [
      { name: "greeter", state: "up", provides: "greeter", needs: [], guards: [], setupMs: 0 },
      { name: "user", state: "up", needs: ["greeter"], guards: ["beforeJob"], setupMs: 0 },
    ],
    services: { lifecycle: "kernel", greeter: "greeter" },
    points: { things: ["user"] },
  });
  expect(description.hooks["beforeJob"]).toEqual({ kind: "gate", taps: [{ plugin: "user", reason: "not on Sundays", stage: -100 }] });
  expect(JSON.parse(JSON.stringify(description))).toEqual(description);
});

test("a plugin's state folder is made on first use, for it alone", async () => {
  let state = "";
  const keeping = plugin("keeping", ({ paths }) => {
    state = paths.state;
  });
  await using kernel = await createTestKernel([keeping]);
  expect(state).toBe(`${kernel.project}/.instar/plugins/keeping`);
  const { statSync } = await import("node:fs");
  expect(statSync(state).mode & 0o777).toBe(0o700);
});

test("options are frozen, defaults filled in, secrets put in their place, inside longer strings too", async () => {
  const Given = service<object>("given");
  const schema = v.object({ url: v.string(), retries: v.optional(v.number(), 3), nested: v.optional(v.object({ on: v.boolean() }), { on: true }) });
  const given = definePlugin({ api: 1, name: "given", options: schema, provides: Given, setup: ({ options }) => options });
  await using kernel = await createTestKernel([given({ url: `https://${env("HOST")}/${env("PATH_NAME")}` })], {
    secrets: { HOST: "example.org", PATH_NAME: "x" },
  });
  expect(kernel.service(Given)).toEqual({ url: "https://example.org/x", retries: 3, nested: { on: true } });
  expect(Object.isFrozen((kernel.service(Given) as { nested: object }).nested)).toBe(true);
});
