import { expect, test } from "vitest";
import type { NamedSession } from "../src/contract.ts";
import { planBatch } from "../src/plan-batch.ts";
import { type BatchResult, type BatchRun, runBatch } from "../src/run-batch.ts";
import { createNamedHouse } from "./named-house.ts";

const none: ReadonlySet<string> = new Set();
const nobody: ReadonlyMap<string, NamedSession> = new Map();
const silent = { began: () => undefined, did: () => undefined, ended: () => undefined };
const problemsOf = (...values: unknown[]) => planBatch(values, nobody, false).problems;

test("an entry may be written in camel case or with the words of the flags", () => {
  const camel = {
    name: "a",
    prompt: "go",
    permissionMode: "plan",
    allowedTools: ["Read", "Bash(git log, git diff)"],
    systemPrompt: "Be brief.",
    maxBudget: 0.5,
    maxTurns: 3,
  };
  const flags = {
    name: "a",
    prompt: "go",
    "permission-mode": "plan",
    "allowed-tools": "Read,Bash(git log, git diff)",
    "system-prompt": "Be brief.",
    "max-budget": "0.5",
    "max-turns": "3",
  };
  const request = {
    name: "a",
    prompt: "go",
    permissionMode: "plan",
    tools: ["Read", "Bash(git log, git diff)"],
    systemPrompt: "Be brief.",
    limits: { costUsd: 0.5, calls: 3 },
  };
  for (const entry of [camel, flags]) expect(planBatch([entry], nobody, false)).toEqual({ entries: [{ index: 0, request }], problems: [] });
  expect(planBatch([{ name: "a", prompt: "go", maxDuration: "10m", stop: false }], nobody, false).entries).toEqual([
    { index: 0, request: { name: "a", prompt: "go", limits: { workMs: 600_000 } }, keepAlive: true },
  ]);
});

test("all mistakes of a batch are named together, each by its index", () => {
  const there = { name: "there", model: "sonnet", workDir: "/project", limits: { costUsd: 1 } } as NamedSession;
  const taken = new Map([["there", there]]);
  const values = [
    { name: "fine", prompt: "go" },
    { name: "no good", prompt: "" },
    "words",
    { prompt: "go", modle: "x" },
    { name: "fine", prompt: "again" },
    { name: "there", prompt: "go" },
  ];
  expect(planBatch(values, taken, false).problems).toEqual([
    '[1]: name must be 1 to 200 letters (A-Z, a-z), digits, _ and -, not "no good".',
    '[1]: prompt must be a text, not "".',
    "[2] must be an object with name and prompt, not a string.",
    "[3]: modle is not known. Did you mean model?",
    "[3]: name is missing.",
    "[4] fine: the name is taken by [0].",
    "[5] there: a session of that name exists already. Choose another name, delete it, or send to it with --resume.",
  ]);
  expect(planBatch([values[5]], taken, true).problems).toEqual([]);
  expect(planBatch([{ name: "there", prompt: "go", model: "sonnet", maxBudget: 1 }], taken, true).problems).toEqual([]);
  expect(planBatch([{ name: "there", prompt: "go", model: "opus", allowedTools: "Read", maxBudget: 0.5 }], taken, true).problems).toEqual([
    "[0] there: the session that exists has another model, allowedTools, maxBudget. Change it first, or leave that out.",
  ]);
});

test.each([
  [{ maxBudget: 0 }, "maxBudget must be US dollars above 0, not 0."],
  [{ maxTurns: 1.5 }, "maxTurns must be a whole number above 0, not 1.5."],
  [{ "max-duration": "soon" }, 'max-duration must be a time such as 90s, 10m or 2h, not "soon".'],
  [{ model: 5 }, "model must be a text, not 5."],
  [{ allowedTools: [1] }, 'allowedTools must be a list of tools, or a text like "Read,Grep", not [1].'],
  [{ keepAlive: "yes" }, 'keepAlive must be true or false, not "yes".'],
  [{ stop: true, keepAlive: true }, "keepAlive says the opposite of stop."],
  [{ workDir: "", "work-dir": "." }, 'workDir must be a folder, not "".', "work-dir is given twice."],
  [{ "allowed-tool": "Read" }, "allowed-tool is not known. Did you mean allowed-tools?"],
])("%j is refused", (wrong, ...sentences) => {
  expect(problemsOf({ name: "a", prompt: "go", ...wrong })).toEqual(sentences.map((sentence) => `[0] a: ${sentence}`));
});

type House = Awaited<ReturnType<typeof createNamedHouse>>;

/** Starts a batch of echoing prompts, and moves the clock until it is done. */
async function batch(house: House, names: readonly string[], how: Partial<BatchRun> = {}): Promise<readonly BatchResult[]> {
  const { entries } = planBatch(
    names.map((name) => ({ name, prompt: `for ${name}` })),
    nobody,
    false,
  );
  const { named: sessions, clock } = house;
  const run = {
    sessions,
    existing: none,
    parallel: 4,
    keepAlive: false,
    watch: silent,
    clock,
    newTurnId: () => crypto.randomUUID(),
    signal: new AbortController().signal,
  };
  return runBatch(entries, { ...run, ...how });
}

test("every session answers and is stopped, and the results have the order of the file", async () => {
  await using house = await createNamedHouse();
  const results = await batch(house, ["a", "b", "c"]);
  expect(results).toMatchObject(["a", "b", "c"].map((session, index) => ({ index, session, status: "done", response: `You said: for ${session}`, tools: [] })));
  expect((await house.named.list()).map(({ name, status }) => `${name} ${status}`).sort()).toEqual(["a stopped", "b stopped", "c stopped"]);
});

test("with keepAlive they live on", async () => {
  await using house = await createNamedHouse();
  await batch(house, ["a"], { keepAlive: true });
  expect(await house.named.status("a")).toMatchObject({ status: "ready" });
});

test("no more work at a time than asked for", async () => {
  await using house = await createNamedHouse();
  const release: (() => void)[] = [];
  house.agent.respond(() => new Promise((resolve) => release.push(() => resolve("done"))));
  const running = batch(house, ["a", "b", "c", "d"], { parallel: 2 });
  await house.until(() => release.length === 2);
  expect((await house.named.list()).map(({ name }) => name).sort()).toEqual(["a", "b"]);
  release[0]?.();
  await house.until(() => release.length === 3);
  expect((await house.named.list()).map(({ name }) => name).sort()).toEqual(["a", "b", "c"]);
  for (const go of release) go();
  await house.until(() => release.length === 4);
  release[3]?.();
  expect((await running).map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);
});

test("one that fails says why, and the others go on", async () => {
  await using house = await createNamedHouse();
  house.agent.respond(({ inputs }) =>
    inputs[0]?.text === "for a" ? { error: { kind: "overloaded", text: "The model is busy.", hint: "Try later." } } : "fine",
  );
  await house.named.spawn({ name: "c" });
  expect(await batch(house, ["a", "b", "c"])).toMatchObject([
    { status: "failed", error: "The model is busy.", hint: "Try later." },
    { status: "done", response: "fine" },
    { status: "failed", error: 'A session named "c" exists already.' },
  ]);
});

test("those that exist are sent to when that was asked for", async () => {
  await using house = await createNamedHouse();
  await house.named.spawn({ name: "a" });
  expect(await batch(house, ["a"], { existing: new Set(["a"]) })).toMatchObject([{ status: "done", response: "You said: for a" }]);
  expect(house.agent.spawned).toHaveLength(1);
});

test("who stops waiting leaves what runs, and starts nothing more", async () => {
  await using house = await createNamedHouse();
  const stop = new AbortController();
  let finish = () => {};
  house.agent.respond(
    () =>
      new Promise((resolve) => {
        finish = () => resolve("late");
      }),
  );
  const { named } = house;
  // As a command's connection does, calls end with the signal
  const calls = new Proxy(named, {
    get:
      (target, method: keyof typeof named) =>
      (...args: unknown[]) => {
        const aborted = new Promise((_, reject) => stop.signal.addEventListener("abort", () => reject(stop.signal.reason), { once: true }));
        return stop.signal.aborted
          ? Promise.reject(stop.signal.reason)
          : Promise.race([(target[method] as (...all: unknown[]) => Promise<unknown>)(...args), aborted]);
      },
  });
  const running = batch(house, ["a", "b"], { parallel: 1, signal: stop.signal, sessions: calls });
  await house.until(() => house.agent.inputs.length === 1);
  stop.abort();
  expect((await running).map(({ session, status }) => `${session} ${status}`)).toEqual(["a running", "b not started"]);
  expect(await named.status("a")).toMatchObject({ status: "busy" });
  finish();
});
