import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { definePlugin, InstarError, type PluginEntry } from "@instar/kernel";
import { type CompletionAnswer, type CompletionCall, type CompletionRequest, Events, type SessionDriver, SessionDrivers } from "@instar/kernel/contracts";
import events from "@instar/plugin-events";
import completions, { CompletionsLedger } from "@instar/plugin-sessions/completions";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";

type Answer = (call: CompletionCall, signal: AbortSignal) => Promise<CompletionAnswer>;

/** The edge of these tests: a runtime that answers single questions as it is told. */
function createModel(answer: Answer = async () => ({ text: "Yes.", costUsd: 0.01, inputTokens: 20, outputTokens: 2 }), id = "model", preference = 50) {
  const calls: CompletionCall[] = [];
  const driver: SessionDriver = {
    id,
    preference,
    features: new Set(["complete"]),
    spawn: () => Promise.reject(new Error("It holds no sessions.")),
    inspect: async () => "absent",
    reap: async () => undefined,
    complete(call, signal) {
      calls.push(call);
      return answer(call, signal);
    },
  };
  return { calls, plugin: definePlugin({ api: 1, name: id, setup: ({ contribute }) => void contribute(SessionDrivers, driver) })() };
}

/** Says nothing, and ends when it is told to. */
const silent: Answer = (_call, signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

async function house(plugins: readonly PluginEntry[], options: Parameters<typeof completions>[0] = {}, at: { project?: string; now?: string } = {}) {
  const kernel = await createTestKernel([store(), events(), completions(options), ...plugins], { now: "2026-03-01T12:00", ...at });
  const service = kernel.service(CompletionsLedger) as CompletionsLedger;
  const ask = (changes: Partial<CompletionRequest> = {}, signal = new AbortController().signal) =>
    service.complete({ cause: "summary", prompt: "Is it so?", tier: "fast", maxTokens: 100, ...changes }, signal);
  const story = async () =>
    (await (kernel.service(Events) as Events).list({ types: ["completion"] })).map(({ type, costUsd, data }) => ({ type, costUsd, data })).reverse();
  return { kernel, service, ask, story, [Symbol.asyncDispose]: async () => kernel[Symbol.asyncDispose]() };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "answered",
    (error: unknown) => (InstarError.is(error) ? error.code : String(error)),
  );

test("a question is answered, and what it cost is on record with its cause", async () => {
  const model = createModel();
  await using its = await house([model.plugin]);
  expect(await its.ask({ system: "Be short." })).toEqual({ text: "Yes.", costUsd: 0.01, inputTokens: 20, outputTokens: 2 });
  expect(model.calls).toEqual([{ prompt: "Is it so?", system: "Be short.", tier: "fast", maxTokens: 100 }]);
  expect(await its.story()).toMatchObject([
    { type: "completion.done", costUsd: 0.01, data: { cause: "summary", tier: "fast", driver: "model", inputTokens: 20, outputTokens: 2 } },
  ]);
  expect(await its.service.spent()).toMatchObject({
    day: "2026-03-01",
    dailyUsd: 1,
    costUsd: 0.01,
    openUsd: 0,
    calls: 1,
    failed: 0,
    causes: [{ cause: "summary", calls: 1 }],
  });
});

test("nothing of the question or the answer is in the record", async () => {
  const model = createModel(async () => Promise.reject(new Error("no")));
  await using its = await house([model.plugin]);
  await code(its.ask({ prompt: "The password is hunter2.", system: "hunter2 too" }));
  expect(JSON.stringify([await its.story(), await its.service.spent(), its.kernel.lines])).not.toContain("hunter2");
});

test("the preferred one of those that can is asked", async () => {
  const [low, high] = [createModel(undefined, "low", 10), createModel(undefined, "high", 90)];
  await using its = await house([low.plugin, high.plugin]);
  await its.ask();
  expect([low.calls.length, high.calls.length]).toEqual([0, 1]);
});

test("without one that can, with no budget or without a cause nobody is asked", async () => {
  const model = createModel();
  await using none = await house([]);
  await using off = await house([model.plugin], { dailyUsd: 0 });
  await using its = await house([model.plugin], { maxPromptLength: 10 });
  expect(await code(none.ask())).toBe("COMPLETIONS_NONE");
  expect(await code(off.ask())).toBe("COMPLETIONS_OFF");
  expect(await code(its.ask({ cause: "  " }))).toBe("COMPLETIONS_NO_CAUSE");
  expect(await code(its.ask({ maxTokens: 0.5 }))).toBe("COMPLETIONS_BAD_REQUEST");
  expect(await code(its.ask({ tier: "huge" as "fast" }))).toBe("COMPLETIONS_BAD_REQUEST");
  expect(await code(its.ask({ prompt: "Longer than ten characters." }))).toBe("COMPLETIONS_TOO_LONG");
  expect(model.calls).toEqual([]);
});

test("who asks for a longer answer than the house allows gets one of the allowed length", async () => {
  const model = createModel();
  await using its = await house([model.plugin], { maxTokens: 50 });
  await its.ask({ maxTokens: 1_000_000 });
  expect(model.calls).toMatchObject([{ maxTokens: 50 }]);
});

test("what is spent is spent until the next day, also after a restart", async () => {
  const model = createModel(async () => ({ text: "Yes.", costUsd: 0.3, inputTokens: 1, outputTokens: 1 }));
  await using first = await house([model.plugin], { dailyUsd: 0.5 });
  await first.ask();
  await first.ask();
  expect(await code(first.ask())).toBe("COMPLETIONS_SPENT");
  await first.kernel.stop("again");
  await using again = await house([createModel().plugin], { dailyUsd: 0.5 }, { project: first.kernel.project, now: "2026-03-01T23:00" });
  expect(await code(again.ask())).toBe("COMPLETIONS_SPENT");
  await again.kernel.clock.jump({ hours: 2 });
  expect(await code(again.ask())).toBe("answered");
});

test("calls under way count what they may cost, so that many at once don't pass the budget together", async () => {
  let answer = () => {};
  const waits = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const model = createModel(async () => {
    await waits;
    return { text: "Yes.", costUsd: 0.1, inputTokens: 1, outputTokens: 1 };
  });
  await using its = await house([model.plugin], { dailyUsd: 0.25, atOnce: 8, assumedUsd: { fast: 0.1 } });
  const asked = Array.from({ length: 5 }, () => code(its.ask()));
  while ((await its.service.spent()).openUsd < 0.2) await new Promise((resolve) => setImmediate(resolve));
  answer();
  expect((await Promise.all(asked)).sort()).toEqual(["COMPLETIONS_SPENT", "COMPLETIONS_SPENT", "COMPLETIONS_SPENT", "answered", "answered"]);
  expect(await its.service.spent()).toMatchObject({ costUsd: 0.2, openUsd: 0, calls: 2 });
});

test("at most so many are asked at a time, the others wait in line and can leave it", async () => {
  const running: (() => void)[] = [];
  const model = createModel(() => new Promise((resolve) => running.push(() => resolve({ text: "Yes.", costUsd: 0, inputTokens: 1, outputTokens: 1 }))));
  await using its = await house([model.plugin], { maxWaiting: 2 });
  const until = async (count: number) => {
    while (model.calls.length < count) await new Promise((resolve) => setImmediate(resolve));
  };
  const leaves = new AbortController();
  const one = its.ask({ prompt: "1" });
  const two = its.ask({ prompt: "2" });
  const three = code(its.ask({ prompt: "3" }, leaves.signal));
  const four = its.ask({ prompt: "4" });
  expect(await code(its.ask({ prompt: "5" }))).toBe("COMPLETIONS_BUSY");
  await until(2);
  leaves.abort(new Error("Never mind."));
  expect(await three).toBe("Error: Never mind.");
  await its.service.spent();
  expect(model.calls).toHaveLength(2);
  running[0]?.();
  await one;
  await until(3);
  expect(model.calls.map(({ prompt }) => prompt)).toEqual(["1", "2", "4"]);
  running[1]?.();
  running[2]?.();
  await Promise.all([two, four]);
});

test("a model that says nothing is not waited for, and counts what it is assumed to cost", async () => {
  const model = createModel(silent);
  await using its = await house([model.plugin], { timeoutMs: 5_000, assumedUsd: { fast: 0.07 } });
  const asked = code(its.ask());
  while (model.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await its.kernel.clock.advance(6_000);
  expect(await asked).toBe("COMPLETIONS_LATE");
  expect(await its.story()).toMatchObject([{ type: "completion.failed", costUsd: 0.07, data: { cause: "summary", code: "COMPLETIONS_LATE" } }]);
  expect(await its.service.spent()).toMatchObject({ costUsd: 0.07, failed: 1, causes: [{ cause: "summary", failed: 1 }] });
});

test("a failure is the driver's, in our words, and counts what it says that it cost", async () => {
  const model = createModel(() => Promise.reject(Object.assign(new Error("overloaded"), { costUsd: 0.002 })));
  await using its = await house([model.plugin]);
  const error = await its.ask().catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: "COMPLETIONS_FAILED", message: expect.stringContaining("overloaded") });
  expect(await its.story()).toMatchObject([{ type: "completion.failed", costUsd: 0.002, data: { code: "COMPLETIONS_FAILED" } }]);
});

test("a driver that does not end is waited for a little, and keeps its place so long", async () => {
  const model = createModel(() => new Promise(() => {}));
  await using its = await house([model.plugin], { timeoutMs: 5_000, atOnce: 1 });
  const [asked, next] = [code(its.ask()), code(its.ask())];
  while (model.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await its.kernel.clock.advance(6_000);
  expect(model.calls).toHaveLength(1);
  await its.kernel.clock.advance(6_000);
  expect(await asked).toBe("COMPLETIONS_LATE");
  while (model.calls.length === 1) await new Promise((resolve) => setImmediate(resolve));
  await its.kernel.clock.advance(6_000);
  await its.kernel.clock.advance(6_000);
  expect(await next).toBe("COMPLETIONS_LATE");
});

test("when the house stops, what is under way ends and is on record", async () => {
  const model = createModel(silent);
  await using its = await house([model.plugin]);
  const asked = code(its.ask());
  while (model.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await its.kernel.stop("over");
  expect(await asked).toBe("COMPLETIONS_STOPPING");
  await using again = await house([], {}, { project: its.kernel.project });
  expect(await again.service.spent()).toMatchObject({ costUsd: 0.02, openUsd: 0, failed: 1 });
});

test("a call that a crash cut off goes on counting", async () => {
  const model = createModel(silent);
  await using its = await house([model.plugin], { dailyUsd: 0.03 });
  void code(its.ask());
  while (model.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  // A copy of the folder as the crash would leave it: the store is committed, nothing was settled.
  const project = mkdtempSync(join(tmpdir(), "instar-crashed-"));
  try {
    cpSync(its.kernel.project, project, { recursive: true });
    await using again = await house([createModel().plugin], { dailyUsd: 0.03 }, { project });
    expect(await again.service.spent()).toMatchObject({ openUsd: 0.02, costUsd: 0 });
    expect(await code(again.ask())).toBe("COMPLETIONS_SPENT");
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});
