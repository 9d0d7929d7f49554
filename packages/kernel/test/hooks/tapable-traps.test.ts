import { deny, InstarError } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel, settle } from "@instar/testing";
import { AsyncSeriesHook } from "tapable";
import { expect, test } from "vitest";
import { message, plugin, toolCall } from "../samples.ts";

const denyAll = plugin("strict", ({ hooks }) => void hooks.preToolUse.tap("deny everything", () => deny("No.")));

test("an async function registered with tap does not switch off the gates after it", async () => {
  await using kernel = await createTestKernel([denyAll], { start: "set-up" });
  kernel.hooks.preToolUse.tap({ name: "first", stage: -1000 }, (async () => undefined) as never);
  expect(await kernel.hooks.preToolUse.promise(toolCall())).toMatchObject({ verdict: "deny", by: "strict: deny everything" });
});

test("`condition && deny()` that gives false denies, and does not pass the gates after it", async () => {
  const seen: string[] = [];
  const careless = plugin("careless", ({ hooks }) => void hooks.preToolUse.tap("deny on Sundays", (() => false) as never));
  const second = plugin("second", ({ hooks }) => void hooks.preToolUse.tap("look", () => void seen.push("second")));
  await using kernel = await createTestKernel([careless, second]);
  expect(await kernel.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: false, by: "careless: deny on Sundays" });
  expect(kernel.lines.at(-1)?.fields).toMatchObject({ plugin: "careless", error: { code: "HOOK_NONSENSE", hook: "preToolUse" } });
  expect(seen).toEqual([]);
});

test("a pipeline's tap that gives true does not hand true to the next", async () => {
  const seen: unknown[] = [];
  const odd = plugin("odd", ({ hooks }) => void hooks.beforeMessage.tap("answer yes", (() => true) as never));
  const next = plugin("next", ({ hooks }) => void hooks.beforeMessage.tap("look", (event) => void seen.push(event.text)));
  await using kernel = await createTestKernel([odd, next]);
  expect(await kernel.service(Lifecycle).receive(message())).toEqual(message());
  expect(seen).toEqual(["hello"]);
});

test("`before` is refused, raw and sugared", async () => {
  const pushy = plugin("pushy", ({ hooks }) => void hooks.preToolUse.tap({ name: "go first", before: "strict: deny everything" } as never, () => undefined));
  await using kernel = await createTestKernel([denyAll, pushy]);
  expect(kernel.describe().plugins).toMatchObject([{ state: "up" }, { name: "pushy", state: "failed", error: expect.stringContaining("go first") }]);
  const raw = () => kernel.hooks.preToolUse.tapPromise({ name: "raw", before: "nobody" }, async () => undefined);
  expect(raw).toThrow(expect.objectContaining({ code: "HOOK_TAP_REFUSED" }));
  expect(kernel.describe().hooks["preToolUse"]?.taps.filter(({ plugin: by }) => by !== "pushy")).toEqual([
    { plugin: "strict", reason: "deny everything", stage: 0 },
  ]);
});

test("a stage that is no whole number is refused, so that order stays an order", async () => {
  await using kernel = await createTestKernel([], { start: "set-up" });
  for (const stage of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, "first"])
    expect(() => kernel.hooks.beforeReply.tap({ name: "odd", stage: stage as number }, (event) => event)).toThrow(/stage/);
  for (const timeoutMs of [0, -1, Number.NaN]) expect(() => kernel.hooks.beforeReply.tap({ name: "odd", timeoutMs }, (event) => event)).toThrow(/timeoutMs/);
});

test("an error carries the tap's name, its plugin and its hook", async () => {
  const broken = plugin("broken", ({ hooks }) => {
    hooks.start.tap("open the door", () => {
      throw new Error("jammed");
    });
  });
  await using kernel = await createTestKernel([broken], { start: "set-up" });
  const error = await kernel.start().catch((thrown) => thrown);
  expect(InstarError.is(error, "HOOK_TAP_FAILED")).toBe(true);
  expect(error).toMatchObject({ plugin: "broken", hook: "start", message: '"broken: open the door" failed in start: jammed' });
  expect((error.cause as Error).message).toBe("jammed");
});

test("a notice's failing tap is reported, and the others still hear of it", async () => {
  const heard: string[] = [];
  const taps = plugin("listener", ({ hooks }) => {
    hooks.sessionEnd.tap("fail at once", () => {
      throw new Error("no");
    });
    hooks.sessionEnd.tap("fail later", async () => Promise.reject(new Error("later")));
    hooks.sessionEnd.tap("listen", ({ outcome }) => void heard.push(outcome));
  });
  await using kernel = await createTestKernel([taps]);
  kernel.service(Lifecycle).note("sessionEnd", { session: { id: "s", driver: "d" }, outcome: "done" });
  await settle();
  expect(heard).toEqual(["done"]);
  expect(kernel.lines.filter(({ level }) => level === "error")).toHaveLength(2);
});

test("tapable still keeps its taps where we take them away", () => {
  const hook = new AsyncSeriesHook<[object]>(["event"]);
  const internals = hook as unknown as { taps: { name: string }[]; _resetCompilation?: unknown };
  hook.tap("one", () => undefined);
  expect(internals.taps.map(({ name }) => name)).toEqual(["one"]);
  expect(internals._resetCompilation).toBeTypeOf("function");
});

test("a tap that was taken away no longer runs, also when the hook had been fired before", async () => {
  let ran = 0;
  let handle: Disposable | undefined;
  const counting = plugin("counting", ({ hooks }) => {
    handle = hooks.preToolUse.tap("count", () => void ran++);
  });
  await using kernel = await createTestKernel([counting]);
  await kernel.service(Lifecycle).decide(toolCall());
  handle?.[Symbol.dispose]();
  handle?.[Symbol.dispose]();
  await kernel.service(Lifecycle).decide(toolCall());
  expect(ran).toBe(1);
});

test("a tap without a reason, or without a function, is told how a tap is written", async () => {
  const unnamed = plugin("unnamed", ({ hooks }) => void hooks.ready.tap((() => undefined) as never, undefined as never));
  const idle = plugin("idle", ({ hooks }) => void hooks.ready.tap("look", undefined as never));
  const silent = plugin("silent", ({ hooks }) => void hooks.ready.tap("", () => undefined));
  await using kernel = await createTestKernel([unnamed, idle, silent]);
  for (const name of ["unnamed", "idle", "silent"])
    expect(kernel.describe().plugins.find((each) => each.name === name)).toMatchObject({
      state: "failed",
      error: `"${name}" cannot tap ready: it takes a reason in words, and then a function.`,
      hint: expect.stringContaining('tap("ask before deleting", (event) => ...)'),
    });
});
