import { randomUUID } from "node:crypto";
import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RecordedUse, Session, Snapshot } from "@instar/kernel/contracts";
import { answerBy, type ModelRequest, type ModelStep, type ModelUsage, useTool } from "@instar/testing/model-endpoint";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRecordedUse } from "../src/recorded-use.ts";
import { openHouse, snapshotOf, type TestHost, testHost } from "./harness.ts";

async function readAll(usage: ReturnType<typeof createRecordedUse> | undefined, since = 0): Promise<readonly RecordedUse[]> {
  const found: RecordedUse[] = [];
  for await (const use of usage?.read(since, new AbortController().signal) ?? []) found.push(use);
  return found;
}

const sum = (uses: readonly { readonly [K in keyof ModelUsage]?: number }[]) => {
  const total = (name: keyof ModelUsage) => uses.reduce((all, use) => all + (use[name] ?? 0), 0);
  return {
    inputTokens: total("inputTokens"),
    outputTokens: total("outputTokens"),
    cacheReadTokens: total("cacheReadTokens"),
    cacheWriteTokens: total("cacheWriteTokens"),
  };
};

async function say(session: Session, host: TestHost, text: string): Promise<void> {
  const id = randomUUID();
  await session.send({ id, text });
  await host.turn(id);
}

test("what the program recorded is what the model's service answered: tools, a sub-agent, a compaction, a resume and branches, each once", async () => {
  await using house = await openHouse();
  const answered: { readonly text: string; readonly usage: ModelUsage }[] = [];
  const scripted = answerBy([
    { text: "SUBTASK", afterTool: true, answer: "sub done" },
    { text: "SUBTASK", answer: useTool("Bash", { command: "echo sub", description: "d" }) },
    { afterTool: true, answer: "main done" },
    {
      text: "GO",
      answer: {
        thinking: "Hm.",
        text: "I go.",
        tools: [
          { name: "Agent", input: { description: "d", prompt: "SUBTASK", subagent_type: "general-purpose", run_in_background: false } },
          { name: "Bash", input: { command: "echo hi", description: "d" } },
        ],
      },
    },
  ]);
  house.endpoint.respond(async (request: ModelRequest): Promise<ModelStep> => {
    const step = await scripted(request);
    const number = request.number;
    const usage = { inputTokens: 1_000 + number, outputTokens: 100 * number, cacheReadTokens: 50_000 * number, cacheWriteTokens: 7 * number };
    answered.push({ text: request.lastUserText, usage });
    return { ...(typeof step === "string" ? { text: step } : (step as object)), usage };
  });
  const [first, again, branch, late] = [testHost(), testHost(), testHost(), testHost()];
  const trunk = await house.open(first);
  await say(trunk, first, "GO");
  const early = (await trunk.fork?.()) as Snapshot;
  await trunk.compact?.();
  await say(trunk, first, "after the compaction");
  await trunk.stop(5_000);
  const resumed = await house.open(again, { from: snapshotOf(first) });
  await say(resumed, again, "resumed");
  const forked = await house.open(branch, { from: early });
  await say(forked, branch, "branched");
  const forkedLate = await house.open(late, { from: (await resumed.fork?.()) as Snapshot });
  await say(forkedLate, late, "branched behind the compaction");

  for (const session of [resumed, forked, forkedLate]) await session.stop(5_000);

  const found = await readAll(house.driver.usage);
  expect(sum(found)).toEqual(sum(answered.map(({ usage }) => usage)));
  expect(answered).toHaveLength(9);
  const answers = found.filter(({ closing }) => closing === undefined);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
  // Eight were recorded one by one, and the compaction in what its process had counted.
  expect(answers).toHaveLength(8);
  const compaction = answered.find(({ text }) => text.startsWith("CRITICAL"))?.usage;
  expect(found.filter(({ closing, outputTokens }) => closing && outputTokens > 0)).toMatchObject([compaction]);

  const threadOf = (host: TestHost) => house.driver.usage?.threadOf(snapshotOf(host));
  const answersOf = (host: TestHost) => answers.filter(({ thread }) => thread === threadOf(host));
  expect(answersOf(first)).toHaveLength(6);
  expect(answersOf(branch)).toMatchObject([answered.find(({ text }) => text === "branched")?.usage]);
  expect(answersOf(late)).toMatchObject([answered.find(({ text }) => text.startsWith("branched behind"))?.usage]);
  expect(new Set(found.map(({ cwd }) => cwd))).toEqual(new Set([house.cwd]));
  expect(found.every(({ own }) => own)).toBe(true);

  // Money, as the driver was told it, is what the processes counted at their ends.
  const told = [first, again, branch, late].flatMap(({ events }) => events.flatMap((event) => (event.type === "usage" ? [event.costUsd ?? 0] : [])));
  const cost = (costs: readonly (number | undefined)[]) => costs.reduce<number>((all, one) => all + (one ?? 0), 0);
  expect(cost(found.map(({ costUsd }) => costUsd))).toBeCloseTo(cost(told), 6);

  // Nothing is older than its question, and only files that changed are read again.
  const since = Math.max(...found.map(({ at }) => at)) + 1;
  expect(await readAll(house.driver.usage, since + 60_000)).toEqual([]);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-recorded-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = Date.parse("2026-11-21T12:00:00.000Z");

interface Line {
  readonly id: string;
  readonly output?: number;
  readonly after?: number;
  readonly from?: string;
  readonly model?: string;
}

const answerLine = (thread: string, { id, output = 10, after = 0, from, model = "opus" }: Line) =>
  `${JSON.stringify({
    type: "assistant",
    sessionId: thread,
    ...(from !== undefined && { requestSessionId: from }),
    cwd: "/somewhere",
    timestamp: new Date(at + after).toISOString(),
    message: { id, model, content: [{ type: "text", text: "SECRET" }], usage: { input_tokens: 100, output_tokens: output } },
  })}\n`;

const totalLine = (input: number, output: number, costUSD: number, startTime = at, model = "opus") =>
  `${JSON.stringify({ type: "cost-state", startTime, totalCostUSD: costUSD, modelUsage: { [model]: { inputTokens: input, outputTokens: output, costUSD } } })}\n`;

/** Oldest first, as if each was written an hour after the one before. */
async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, "projects", name);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, text);
    const hour = at / 1_000 + 3_600 * (Object.keys(files).indexOf(name) + 1);
    await utimes(file, hour, hour);
  }
}

const read = (since = 0) => readAll(createRecordedUse(folder, join(folder, "state")), since);

test("lines of one answer are one, with its fullest figures; torn lines, errors and the words of people are no answers", async () => {
  const line = answerLine("one", { id: "a", output: 1 });
  await write({
    "-p/one.jsonl": [
      `${JSON.stringify({ type: "user", sessionId: "one", message: { content: 'say "usage": {"output_tokens": 5}, "cost-state"' } })}\n`,
      line,
      answerLine("one", { id: "a", output: 70, after: 5 }),
      answerLine("one", { id: "error", model: "<synthetic>" }),
      'not json, but with "usage"\n',
      answerLine("one", { id: "b" }).slice(0, 200),
    ].join(""),
  });
  expect(await read()).toEqual([
    { id: "a", at: at + 5, thread: "one", cwd: "/somewhere", model: "opus", inputTokens: 100, outputTokens: 70, cacheReadTokens: 0, cacheWriteTokens: 0 },
  ]);
});

test("an answer that stands in two conversations belongs to the first, with and without a word on where it came from, and when the first is gone", async () => {
  await write({
    "-p/elder.jsonl": answerLine("elder", { id: "a" }),
    "-p/copied.jsonl": answerLine("copied", { id: "a" }) + answerLine("copied", { id: "b" }),
    "-p/branch.jsonl": answerLine("branch", { id: "a", from: "elder" }) + answerLine("branch", { id: "z", from: "gone" }) + answerLine("branch", { id: "c" }),
  });
  const owners = async () => Object.fromEntries((await read()).map(({ id, thread }) => [id, thread]));
  expect(await owners()).toEqual({ a: "elder", b: "copied", c: "branch", z: "gone" });
  await rm(join(folder, "projects", "-p", "elder.jsonl"));
  expect(await owners()).toMatchObject({ a: "copied", b: "copied", c: "branch" });
});

test("the second look opens only what changed since, and finds what was added to it", async () => {
  await write({ "-p/one.jsonl": answerLine("one", { id: "a" }), "-p/two.jsonl": answerLine("two", { id: "b", after: 3_600_000 }) });
  const now = at + 3 * 3_600_000;
  expect(await read(now)).toEqual([]);
  await appendFile(join(folder, "projects", "-p", "one.jsonl"), answerLine("one", { id: "c", after: now - at + 1_000 }));
  expect((await read(now)).map(({ id }) => id)).toEqual(["c"]);
});

test("what a process counted at its end is its answers' price and what it did not write down; after a kill it is never more than that", async () => {
  await write({
    "-p/one.jsonl": [
      answerLine("one", { id: "a" }),
      totalLine(250, 30, 0.5),
      // Killed: this answer is in no total.
      answerLine("one", { id: "b", after: 1_000 }),
      answerLine("one", { id: "c", after: 2_000 }),
      totalLine(350, 40, 0.75),
    ].join(""),
    "-p/one/subagents/agent-x.jsonl": answerLine("one", { id: "sub", output: 5, after: 500 }),
  });
  expect((await read()).filter(({ closing }) => closing)).toMatchObject([
    { id: "one#1:opus", inputTokens: 50, outputTokens: 15, costUsd: 0.5 },
    { id: "one#2:opus", inputTokens: 0, outputTokens: 0, costUsd: 0.25 },
  ]);
});

test("what a process came to long ago stays long ago when its conversation is taken up again", async () => {
  const day = 86_400_000;
  await write({
    "-p/one.jsonl": [answerLine("one", { id: "a" }), totalLine(100, 10, 50), answerLine("one", { id: "b", after: 90 * day }), totalLine(200, 20, 51)].join(""),
  });
  await utimes(join(folder, "projects", "-p", "one.jsonl"), (at + 90 * day) / 1_000, (at + 90 * day) / 1_000);
  expect((await read(at + 30 * day)).filter(({ closing }) => closing)).toMatchObject([{ id: "one#2:opus", costUsd: 1 }]);
});

test("a branch whose trunk is gone, or that began with a compaction, says nothing of what it cannot tell apart", async () => {
  const boundary = `${JSON.stringify({ type: "system", subtype: "compact_boundary" })}\n`;
  await write({
    "-p/branch.jsonl":
      answerLine("branch", { id: "a", from: "gone", after: 60_000 }) + answerLine("branch", { id: "b", after: 90_000 }) + totalLine(9_000, 900, 9),
    "-p/other.jsonl":
      boundary +
      answerLine("other", { id: "c", after: 90_000 }) +
      totalLine(9_000, 900, 9) +
      answerLine("other", { id: "d", after: 99_000 }) +
      totalLine(9_100, 910, 9.5),
  });
  expect((await read()).filter(({ closing }) => closing)).toMatchObject([{ id: "other#2:opus", inputTokens: 0, costUsd: 0.5 }]);
});

test("a model that the total calls by another name is not counted twice", async () => {
  await write({ "-p/one.jsonl": answerLine("one", { id: "a", model: "opus" }) + totalLine(100, 10, 0.5, at, "eu.opus[1m]") });
  expect((await read()).filter(({ closing }) => closing)).toMatchObject([{ model: "eu.opus[1m]", inputTokens: 0, outputTokens: 0, costUsd: 0.5 }]);
});

test("a folder that is not there says nothing, and nothing of a text gets out", async () => {
  expect(await read()).toEqual([]);
  await write({ "-p/one.jsonl": answerLine("one", { id: "a" }) });
  expect(JSON.stringify(await read())).not.toContain("SECRET");
});
