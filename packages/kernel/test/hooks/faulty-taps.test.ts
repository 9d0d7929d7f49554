import { type Held, hold, isHeld } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel, settle, type TestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { message, never, plugin, reply, toolCall } from "../samples.ts";

type Fault = () => unknown;
const hostile = new Proxy(
  {},
  {
    get: (_, key) =>
      key === "then"
        ? undefined
        : (() => {
            throw new Error("no reading");
          })(),
    ownKeys: () => {
      throw new Error("no keys");
    },
  },
);
const faults: Record<string, Fault> = {
  throws: () => {
    throw new Error("broken");
  },
  "throws nothing": () => {
    throw undefined;
  },
  "throws what has no text": () => {
    throw Object.create(null);
  },
  rejects: () => Promise.reject(new Error("broken")),
  "answers nonsense": () => 42,
  "answers null": () => null,
  "answers a list": () => [],
  "answers an object of another shape": () => ({ verdict: "allow" }),
  "answers what throws when it is read": () => hostile,
  "answers a promise of what throws when it is read": async () => hostile,
  "answers a thenable that fails": () => ({
    // biome-ignore lint/suspicious/noThenProperty: that is the fault
    then: () => {
      throw new Error("broken");
    },
  }),
  "answers a getter `then` that fails": () => ({
    // biome-ignore lint/suspicious/noThenProperty: that is the fault
    get then(): never {
      throw new Error("broken");
    },
  }),
};

type Raw = { tap(name: string, fn: unknown): void; tapAsync(name: string, fn: unknown): void; tapPromise(name: string, fn: unknown): void };
/** A raw tapAsync tap answers by calling back. */
const calledBack = (fault: Fault) => (_event: unknown, done: (error: unknown, answer?: unknown) => void) => {
  Promise.resolve()
    .then(fault)
    .then(
      (answer) => done(null, answer),
      (error) => done(error ?? new Error("nothing")),
    );
};
const styles: Record<string, (hook: Raw, fault: Fault) => void> = {
  tap: (hook, fault) => hook.tap("faulty", fault),
  tapAsync: (hook, fault) => hook.tapAsync("faulty", calledBack(fault)),
  tapPromise: (hook, fault) => hook.tapPromise("faulty", async () => fault()),
};
const sugared = (hook: "preToolUse" | "beforeReply" | "beforeMessage" | "start" | "stop" | "sessionEnd", fault: Fault) =>
  plugin("faulty", ({ hooks }) => void hooks[hook].tap("faulty", fault as never));
const failures = (kernel: TestKernel) => kernel.lines.filter(({ text }) => text === "A plugin failed.").map(({ fields }) => (fields["error"] as Error).message);

describe.each(Object.entries(faults))("a tap that %s", (_name, fault) => {
  test("denies at a gate", async () => {
    await using kernel = await createTestKernel([sugared("preToolUse", fault)]);
    const decision = await kernel.service(Lifecycle).decide(toolCall());
    expect(decision).toMatchObject({ allow: false, by: "faulty: faulty", reason: expect.stringContaining("failed") });
    expect(failures(kernel)).toHaveLength(1);
  });
  test("holds a reply, and what follows is not asked", async () => {
    let asked = false;
    const next = plugin("next", ({ hooks }) => void hooks.beforeReply.tap("look", () => void (asked = true)));
    await using kernel = await createTestKernel([sugared("beforeReply", fault), next]);
    expect(await kernel.service(Lifecycle).reply(reply())).toMatchObject({ held: true, by: "faulty: faulty" });
    expect(asked).toBe(false);
  });
  test("is skipped before a message, and what follows is asked", async () => {
    const next = plugin("next", ({ hooks }) => void hooks.beforeMessage.tap("add", (event) => ({ ...event, text: `${event.text}!` })));
    await using kernel = await createTestKernel([sugared("beforeMessage", fault), next]);
    expect(await kernel.service(Lifecycle).receive(message())).toEqual(message({ text: "hello!" }));
    expect(failures(kernel)).toHaveLength(1);
  });
  test("fails the start, is passed by the stop, and is not felt by who notes", async () => {
    await using starting = await createTestKernel([sugared("start", fault)], { start: "set-up" });
    await expect(starting.start()).rejects.toMatchObject({ plugin: "faulty", hook: "start" });
    let stopped = false;
    const other = plugin("other", ({ hooks }) => void hooks.stop.tap("stop", () => void (stopped = true)));
    const stopping = await createTestKernel([other, sugared("stop", fault)]);
    await expect(stopping.stop("over")).rejects.toBeInstanceOf(AggregateError);
    expect(stopped).toBe(true);
    await using noting = await createTestKernel([sugared("sessionEnd", fault)]);
    noting.service(Lifecycle).note("sessionEnd", { session: { id: "s", driver: "d" }, outcome: "done" });
    await settle();
    expect(failures(noting)).toHaveLength(1);
  });
  test.each(Object.entries(styles))("and was tapped raw with %s counts as it does sugared", async (_style, tapRaw) => {
    await using kernel = await createTestKernel([], { start: "set-up" });
    const raw = kernel.hooks as unknown as Record<string, Raw>;
    for (const hook of ["preToolUse", "beforeReply", "beforeMessage", "start", "sessionEnd"]) tapRaw(raw[hook] as Raw, fault);
    expect(await kernel.hooks.preToolUse.promise(toolCall())).toMatchObject({ verdict: "deny", by: "host: faulty" });
    expect(await kernel.hooks.beforeReply.promise(reply())).toMatchObject({ held: true, by: "host: faulty" });
    expect(await kernel.hooks.beforeMessage.promise(message())).toEqual(message());
    await expect(kernel.hooks.start.promise({ reason: "boot" })).rejects.toMatchObject({ plugin: "host", hook: "start" });
    await kernel.hooks.sessionEnd.promise({ session: { id: "s", driver: "d" }, outcome: "done" });
    await settle();
    expect(failures(kernel)).toHaveLength(4);
  });
});

describe("a tap that hangs", () => {
  test("denies at its deadline, aborts the call's signal, and its late answer counts for nothing", async () => {
    let answer: ((value: undefined) => void) | undefined;
    let signal: AbortSignal | undefined;
    const slow = plugin("slow", ({ hooks }) => {
      hooks.preToolUse.tap({ name: "think", timeoutMs: 500 }, (call) => {
        signal = call.signal;
        return new Promise<undefined>((resolve) => (answer = resolve));
      });
    });
    await using kernel = await createTestKernel([slow]);
    const decision = kernel.service(Lifecycle).decide(toolCall());
    await kernel.clock.advance(499);
    expect(signal?.aborted).toBe(false);
    await kernel.clock.advance(1);
    expect(await decision).toMatchObject({ allow: false, by: "slow: think" });
    expect(signal?.aborted).toBe(true);
    answer?.(undefined);
    await settle();
    expect(failures(kernel)).toEqual(['"slow: think" did not answer preToolUse within 500 ms.']);
  });
  test("is held, skipped, fails the caller, or is passed, as its hook says", async () => {
    const slow = plugin("slow", ({ hooks }) => {
      for (const hook of ["beforeReply", "beforeMessage", "sessionStart", "sessionEnd"] as const) hooks[hook].tap({ name: "think", timeoutMs: 500 }, never);
    });
    await using kernel = await createTestKernel([slow]);
    const lifecycle = kernel.service(Lifecycle);
    const session = { id: "s", driver: "d" };
    const started = lifecycle.sessionStart({ session, from: "new" }).catch((error) => error);
    lifecycle.note("sessionEnd", { session, outcome: "done" });
    const outcomes = Promise.all([lifecycle.reply(reply()), lifecycle.receive(message()), started]);
    await kernel.clock.advance(500);
    const [held, received, failed] = await outcomes;
    expect(held).toMatchObject({ held: true, by: "slow: think" });
    expect(received).toEqual(message());
    expect(failed).toMatchObject({ code: "HOOK_TAP_LATE", plugin: "slow", hook: "sessionStart" });
    expect(failures(kernel)).toHaveLength(3);
  });
  test.each(Object.entries(styles))("and was tapped raw with %s is late as well", async (style, tapRaw) => {
    await using kernel = await createTestKernel([], { start: "set-up" });
    if (style === "tapAsync") kernel.hooks.preToolUse.tapAsync("faulty", () => undefined);
    else tapRaw(kernel.hooks.preToolUse as unknown as Raw, never);
    const verdict = kernel.hooks.preToolUse.promise(toolCall());
    await kernel.clock.advance(10_000);
    expect(await verdict).toMatchObject({ verdict: "deny", by: "host: faulty" });
  });
  test("leaves no timer when it answers in time", async () => {
    const prompt = plugin("prompt", ({ hooks }) => void hooks.preToolUse.tap("wait a turn", () => settle(1)));
    await using kernel = await createTestKernel([prompt]);
    await kernel.service(Lifecycle).decide(toolCall());
    expect(kernel.clock.pending).toBe(0);
  });
  test("can ask for its own failure to be felt otherwise in a pipeline", async () => {
    const own = plugin("own", ({ hooks }) => {
      hooks.beforeReply.tap({ name: "decorate", onError: "skip" }, faults["throws"] as () => never);
      hooks.beforeMessage.tap({ name: "screen", onError: "hold" }, faults["throws"] as () => never);
      hooks.preToolUse.tap({ name: "guard", onError: "skip" }, faults["throws"] as () => never);
    });
    await using kernel = await createTestKernel([own]);
    const lifecycle = kernel.service(Lifecycle);
    expect(await lifecycle.reply(reply())).toEqual(reply());
    expect(await lifecycle.receive(message())).toMatchObject({ held: true, by: "own: screen" });
    expect(await lifecycle.decide(toolCall())).toMatchObject({ allow: false });
  });
});

describe("a tap that is taken away while a firing is under way", () => {
  const leaving = (hook: "preToolUse" | "beforeReply" | "beforeMessage") => {
    let second: Disposable | undefined;
    return plugin("leaving", ({ hooks }) => {
      hooks[hook].tap("take the other away", async () => second?.[Symbol.dispose]());
      second = hooks[hook].tap("be asked", (() => ({ never: "asked" })) as never);
    });
  };
  test("denies at a gate, holds a reply, and is skipped before a message", async () => {
    await using gate = await createTestKernel([leaving("preToolUse")]);
    expect(await gate.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: false, reason: expect.stringContaining("taken away") });
    expect(await gate.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: true });
    await using outgoing = await createTestKernel([leaving("beforeReply")]);
    expect(await outgoing.service(Lifecycle).reply(reply())).toMatchObject({ held: true, by: "leaving: be asked" });
    await using incoming = await createTestKernel([leaving("beforeMessage")]);
    expect(await incoming.service(Lifecycle).receive(message())).toEqual(message());
  });
  test("hears no more of the notices that waited", async () => {
    const heard: number[] = [];
    let handle: Disposable | undefined;
    const listener = plugin("listener", ({ hooks }) => {
      handle = hooks.ready.tap("listen", ({ bootMs }) => void heard.push(bootMs));
    });
    await using kernel = await createTestKernel([listener]);
    for (const bootMs of [1, 2, 3]) void kernel.hooks.ready.promise({ bootMs });
    handle?.[Symbol.dispose]();
    await settle();
    expect(heard).toEqual([0]);
  });
});

describe("a tap that fires its own hook", () => {
  test("is refused at once, by name, however deep", async () => {
    let lifecycle: Lifecycle | undefined;
    const inner: unknown[] = [];
    const looping = plugin("looping", ({ hooks }) => {
      hooks.preToolUse.tap("read a message", async () => void (await lifecycle?.receive(message())));
      hooks.beforeMessage.tap("decide", async () => void inner.push(await lifecycle?.decide(toolCall())));
    });
    await using kernel = await createTestKernel([looping]);
    lifecycle = kernel.service(Lifecycle);
    expect(await lifecycle.decide(toolCall())).toMatchObject({ allow: true });
    expect(inner).toMatchObject([{ allow: false, by: "kernel", reason: expect.stringContaining('"looping: read a message" fired the hook preToolUse') }]);
    await lifecycle.receive(message());
    expect(failures(kernel)).toEqual([expect.stringContaining('"looping: decide" fired the hook beforeMessage')]);
  });
  test.each(["beforeReply", "beforeMessage", "sessionStart"] as const)("fails in %s as any failure does there", async (hook) => {
    const results: unknown[] = [];
    let fire: () => Promise<unknown> = never;
    const looping = plugin("looping", ({ hooks }) => void hooks[hook].tap("again", async () => void results.push(await fire().catch((error) => error))));
    await using kernel = await createTestKernel([looping]);
    const events = { beforeReply: reply(), beforeMessage: message(), sessionStart: { session: { id: "s", driver: "d" }, from: "new" } };
    fire = () => (kernel.hooks[hook] as { promise(event: unknown): Promise<unknown> }).promise(events[hook]);
    await fire();
    expect(results).toMatchObject([{ code: "HOOK_REENTERED" }]);
  });
  test("through a notice may do so: whoever listens answers on its own time", async () => {
    const decisions: unknown[] = [];
    let kernel: TestKernel | undefined;
    let noted = false;
    const later = plugin("later", ({ hooks }) => {
      hooks.preToolUse.tap("note it", async () => {
        if (noted) return;
        noted = true;
        kernel?.service(Lifecycle).note("agentEvent", { session: { id: "s", driver: "d" }, type: "x", data: null });
        await settle(3);
      });
      hooks.agentEvent.tap("decide", async () => void decisions.push(await kernel?.service(Lifecycle).decide(toolCall())));
    });
    kernel = await createTestKernel([later]);
    expect(await kernel.service(Lifecycle).decide(toolCall())).toMatchObject({ allow: true });
    expect(decisions).toMatchObject([{ allow: true }]);
    await kernel.stop("over");
  });
  test("in a notice fails only itself", async () => {
    let kernel: TestKernel | undefined;
    const looping = plugin("looping", ({ hooks }) => void hooks.pluginError.tap("again", (event) => kernel?.service(Lifecycle).note("pluginError", event)));
    kernel = await createTestKernel([looping]);
    kernel.service(Lifecycle).note("pluginError", { plugin: "x", error: new Error("first") });
    await settle();
    expect(failures(kernel)).toEqual([expect.stringContaining("fired the hook pluginError")]);
    await kernel.stop("over");
  });
});

test("a slow listener of a notice loses the oldest events, and is told so once", async () => {
  const heard: string[] = [];
  let go: (() => void) | undefined;
  const slow = plugin("slow", ({ hooks }) => {
    hooks.agentEvent.tap("listen", async ({ type }) => {
      heard.push(type);
      if (type === "0") await new Promise<void>((resolve) => (go = resolve));
    });
  });
  await using kernel = await createTestKernel([slow]);
  const note = (type: number) => kernel.service(Lifecycle).note("agentEvent", { session: { id: "s", driver: "d" }, type: String(type), data: null });
  note(0);
  await settle();
  for (let type = 1; type <= 1_005; type++) note(type);
  go?.();
  await settle();
  expect(heard).toHaveLength(1_001);
  expect(heard.slice(0, 2)).toEqual(["0", "6"]);
  expect(failures(kernel)).toEqual([expect.stringContaining("too slow")]);
});

test("a hold says who held, whatever it claims", async () => {
  const forging = plugin("forging", ({ hooks }) => void hooks.beforeReply.tap("hold", () => ({ ...hold("quiet"), by: "safety: hold" })));
  await using kernel = await createTestKernel([forging]);
  const held = (await kernel.service(Lifecycle).reply(reply())) as Held;
  expect(isHeld(held)).toBe(true);
  expect(held.by).toBe("forging: hold");
});
