import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session, SessionEvent } from "@instar/kernel/contracts";
import { fakeClaudeExecutable } from "@instar/testing/fake-claude";
import { answerBy, type ModelUsage, useShell, useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { type House, openHouse, snapshotOf, type TestHost, testHost } from "./harness.ts";

type Usage = Extract<SessionEvent, { type: "usage" }>;

async function say(session: Session, host: TestHost, text = "go") {
  const id = randomUUID();
  await session.send({ id, text });
  return host.turn(id);
}

const usages = (host: TestHost): readonly Usage[] => host.events.filter((event) => event.type === "usage");

const sum = (host: TestHost) => ({
  input: usages(host).reduce((total, { inputTokens }) => total + inputTokens, 0),
  output: usages(host).reduce((total, { outputTokens }) => total + outputTokens, 0),
  calls: usages(host).reduce((total, { calls = 1 }) => total + calls, 0),
  cost: usages(host).reduce((total, { costUsd = 0 }) => total + costUsd, 0),
});

/** What the program itself wrote down as the cost of the session. */
async function writtenCost(house: House): Promise<number> {
  const folder = join(house.home, ".claude", "projects");
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".jsonl") && !name.includes("subagents"));
  const costs = (await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")))).flatMap((text) =>
    text.split("\n").flatMap((line) => {
      const record = line === "" ? {} : (JSON.parse(line) as { type?: string; totalCostUSD?: number });
      return record.type === "cost-state" ? [record.totalCostUSD ?? 0] : [];
    }),
  );
  return costs.at(-1) ?? 0;
}

const big: ModelUsage = { inputTokens: 100_000, outputTokens: 2_000, cacheReadTokens: 300, cacheWriteTokens: 200 };

test("what an answer used is told before the gate is asked about its tool, and the turn's sum is what the program counts", async () => {
  await using house = await openHouse();
  const atGate: ReturnType<typeof sum>[] = [];
  const host = testHost({
    decide: async () => {
      atGate.push(sum(host));
      return { allow: true, advice: [] };
    },
  });
  const session = await house.open(host);
  house.endpoint.script(
    { ...useShell("touch a"), usage: big },
    { ...useShell("touch b"), usage: { ...big, outputTokens: 1_000 } },
    { text: "done", usage: { inputTokens: 50, outputTokens: 5 } },
  );
  await say(session, host);
  expect(atGate).toMatchObject([
    { input: 100_500, output: 2_000, calls: 1 },
    { input: 201_000, output: 3_000, calls: 2 },
  ]);
  expect(sum(host)).toMatchObject({ input: 201_050, output: 3_005, calls: 3 });
  expect(host.events.at(-1)?.type).toBe("turn-end");
  await session.stop(5_000);
  const cost = await writtenCost(house);
  expect(sum(host).cost).toBeCloseTo(cost, 6);
  // Told early as the program shows it, to the cent above half a dollar.
  expect(atGate[1]?.cost).toBeGreaterThan(cost * 0.95);
  expect(usages(host).at(-1)).toMatchObject({ contextTokens: 55 });
});

test("a limit that looks at the usage stops the tool of the very answer that passed it", async () => {
  await using house = await openHouse();
  const host = testHost({
    decide: async () => (sum(host).cost > 0.1 ? { allow: false, by: "limit", reason: "It costs too much.", advice: [] } : { allow: true, advice: [] }),
  });
  const session = await house.open(host);
  house.endpoint.script({ ...useShell("touch made"), usage: big }, "done");
  await say(session, host);
  expect(existsSync(join(house.cwd, "made"))).toBe(false);
});

test("a limit that interrupts the turn from the usage ends it before the model is asked once more", async () => {
  await using house = await openHouse();
  const host = testHost({
    decide: async () => (sum(host).calls > 1 ? { allow: false, by: "limit", reason: "Enough.", advice: [] } : { allow: true, advice: [] }),
  });
  const { emit } = host;
  let interrupted: Promise<void> | undefined;
  Object.assign(host, {
    emit: async (event: SessionEvent) => {
      await emit(event);
      if (event.type === "usage" && sum(host).calls > 1) interrupted ??= session.interrupt("enough");
    },
  });
  const session = await house.open(host);
  house.endpoint.respond(() => useShell("echo on and on"));
  await say(session, host);
  await interrupted;
  expect(house.endpoint.requests).toHaveLength(2);
  expect(host.events.at(-1)).toMatchObject({ type: "turn-end", outcome: "interrupted" });
});

test("a model that calls a tool that does not exist, which no gate hears of, is told of all the same", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host);
  house.endpoint.script({ ...useTool("Nope", {}), usage: big }, { ...useTool("Nope", {}), usage: big });
  house.endpoint.respond(async () => {
    await host.wait("usage", () => sum(host).calls === 2);
    return "done";
  });
  await say(session, host);
  expect(sum(host).calls).toBe(3);
});

test("the answers of a sub-agent count like the others, each before its own tool", async () => {
  await using house = await openHouse();
  house.endpoint.respond(
    answerBy([
      { text: "SUBTASK", afterTool: true, answer: "sub done" },
      { text: "SUBTASK", answer: useShell("echo sub") },
      { afterTool: true, answer: "main done" },
      { text: "GO", answer: useTool("Agent", { description: "d", prompt: "SUBTASK", subagent_type: "general-purpose", run_in_background: false }) },
    ]),
  );
  const calls: number[] = [];
  const host = testHost({
    decide: async () => {
      calls.push(sum(host).calls);
      return { allow: true, advice: [] };
    },
  });
  const session = await house.open(host);
  await say(session, host, "GO");
  expect(calls).toEqual([1, 2]);
  expect(sum(host).calls).toBe(4);
  expect(house.endpoint.requests).toHaveLength(4);
  await session.stop(5_000);
  expect(sum(host).cost).toBeCloseTo(await writtenCost(house), 6);
});

test("a resumed session tells only what is new, and a compaction is told too", async () => {
  await using house = await openHouse();
  const host = testHost();
  const session = await house.open(host);
  house.endpoint.script({ text: "one", usage: big });
  await say(session, host);
  await session.stop(5_000);
  const first = await writtenCost(house);
  expect(sum(host).cost).toBeCloseTo(first, 6);

  const after = testHost();
  const resumed = await house.open(after, { from: snapshotOf(host) });
  house.endpoint.script({ ...useShell("touch a"), usage: big }, { text: "two", usage: big }, { text: "<summary>short</summary>", usage: big });
  await say(resumed, after);
  expect(sum(after)).toMatchObject({ input: 201_000, output: 4_000, calls: 2 });
  await resumed.compact?.();
  expect(sum(after)).toMatchObject({ input: 301_500, output: 6_000, calls: 3 });
  await resumed.stop(5_000);
  expect(sum(after).cost).toBeCloseTo((await writtenCost(house)) - first, 6);
});

test("the stand-in tells the same way", async () => {
  await using house = await openHouse({ options: { executable: fakeClaudeExecutable() } });
  const atGate: ReturnType<typeof sum>[] = [];
  const host = testHost({
    decide: async () => {
      atGate.push(sum(host));
      return { allow: true, advice: [] };
    },
  });
  const session = await house.open(host);
  await say(session, host, "[[tool touch a]] [[tool touch b]]");
  expect(atGate).toMatchObject([{ calls: 1 }, { calls: 2 }]);
  expect(atGate[0]?.cost).toBeGreaterThan(0);
  expect(sum(host).calls).toBe(3);
});
