import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { delegateResultSchema } from "@instar/plugin-delegate";
import type { DelegateResult } from "@instar/plugin-delegate/contract";
import { type ModelReply, useShell, useTool } from "@instar/testing/model-endpoint";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

const publicSchema = z.fromJSONSchema(delegateResultSchema as never);

async function openHouse(): Promise<ClaudeHouse> {
  const house = await openClaudeHouse({ declarations: 'import delegate from "@instar/plugin-delegate";', plugins: "delegate()" });
  // Commands of a plugin are those of the packages that the agent's folder depends on.
  const manifest = { name: "kira", private: true, type: "module", dependencies: { "@instar/plugin-delegate": "*" } };
  writeFileSync(join(house.folder, "package.json"), JSON.stringify(manifest));
  layBird(house);
  await house.start();
  return house;
}

function layBird(house: ClaudeHouse): void {
  mkdirSync(join(house.folder, "canary"), { recursive: true });
  writeFileSync(join(house.folder, "canary", "bird.txt"), "alive\n");
}

/** One more tool, for ever. What is no turn of an agent, such as a title, gets words. */
const runAway = (house: ClaudeHouse, step: ModelReply): void => house.endpoint.respond((request) => (request.tools.includes("Read") ? step : "A title"));

const readOn = (house: ClaudeHouse, more: Partial<ModelReply> = {}): ModelReply => ({
  ...useTool("Read", { file_path: `${house.folder}/package.json` }),
  ...more,
});

async function delegate(
  house: ClaudeHouse,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly result: DelegateResult; readonly stderr: string }> {
  const { code, stdout, stderr } = await house.instar("delegate", ...args, "--json");
  if (stdout === "") throw new Error(`Nothing was printed: ${stderr}`);
  const result = JSON.parse(stdout) as DelegateResult;
  if (typeof result.error === "object" && result.error !== null) throw new Error(`It failed: ${stdout}`);
  expect(publicSchema.safeParse(result).error).toBeUndefined();
  return { code, result, stderr };
}

const bird = (house: ClaudeHouse) => readFileSync(join(house.folder, "canary", "bird.txt"), "utf8");

/** Whatever stopped it, the model is asked no more. */
async function expectQuiet(house: ClaudeHouse): Promise<void> {
  const asked = house.endpoint.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // the CLI is another process on the real clock: this is how long it has to go on
  expect(house.endpoint.requests.length - asked).toBeLessThanOrEqual(1);
}

const costly = { usage: { inputTokens: 1_000, outputTokens: 8_000 } } as const;
const cheap = { usage: { inputTokens: 10, outputTokens: 10 } } as const;

describe("a runaway is stopped in the middle of its first turn", () => {
  let house: ClaudeHouse;
  beforeAll(async () => {
    house = await openHouse();
  });
  beforeEach(() => layBird(house));
  afterAll(async () => house[Symbol.asyncDispose]());

  test("by its cost", async () => {
    runAway(house, readOn(house, { ...costly, delayMs: 500 }));
    const { code, result, stderr } = await delegate(house, "run", "Go on for ever", "--name", "dear", "--max-cost", "0.50");
    expect(result).toMatchObject({
      status: "cost_exceeded",
      name: "dear",
      canContinue: false,
      toolsUsed: ["Read"],
      safety: { violations: [{ type: "cost_exceeded" }] },
    });
    expect(code).toBe(1);
    expect(result.cost).toBeGreaterThanOrEqual(0.5);
    expect(result.cost).toBeLessThan(1.2);
    expect(stderr).toMatch(/USD.*answer/);
    await expectQuiet(house);
  }, 90_000);

  test("by its turns", async () => {
    runAway(house, readOn(house, cheap));
    const { code, result } = await delegate(house, "run", "Go on for ever", "--max-turns", "4");
    expect({ code, status: result.status, turns: result.turns }).toEqual({ code: 1, status: "turns_exceeded", turns: 4 });
    await expectQuiet(house);
  }, 90_000);

  test("by its time", async () => {
    runAway(house, readOn(house, { ...cheap, delayMs: 300 }));
    const { code, result } = await delegate(house, "run", "Go on for ever", "--max-duration", "4s");
    expect({ code, status: result.status }).toEqual({ code: 1, status: "duration_exceeded" });
    expect(result.durationMs).toBeGreaterThanOrEqual(4_000);
    expect(result.durationMs).toBeLessThan(12_000);
    await expectQuiet(house);
  }, 90_000);

  test("by a model that never answers, too", async () => {
    house.endpoint.respond(() => ({ hang: true }));
    const { result } = await delegate(house, "run", "Think", "--max-duration", "3s");
    expect(result.status).toBe("duration_exceeded");
  }, 90_000);

  test.each([
    ["a command", (house: ClaudeHouse) => useShell(`cd ${house.folder} && rm -rf canary`)],
    ["a tool that writes", (house: ClaudeHouse) => useTool("Write", { file_path: `${house.folder}/x/../canary/bird.txt`, content: "gone" })],
  ])(
    "by a protected path that %s would change",
    async (_name, step) => {
      runAway(house, step(house));
      const { code, result } = await delegate(house, "run", "Clean up", "--protect", "canary", "--preset", "full");
      expect({ code, status: result.status }).toEqual({ code: 1, status: "protected_path" });
      expect(result.error).toContain(join(house.folder, "canary"));
      expect(bird(house)).toBe("alive\n");
      await expectQuiet(house);
    },
    90_000,
  );

  test("by a protected path that is changed behind our back", async () => {
    writeFileSync(join(house.folder, "build.sh"), "echo changed > canary/bird.txt\n");
    runAway(house, useShell(`cd ${house.folder} && sh build.sh`));
    const { result } = await delegate(house, "run", "Build", "--protect", "canary", "--preset", "full");
    expect(result.status).toBe("protected_path");
    await expectQuiet(house);
  }, 90_000);
});

describe("after kill -9 of the daemon between run and continue", () => {
  async function runAndKill(house: ClaudeHouse, ...limits: readonly string[]): Promise<DelegateResult> {
    house.endpoint.script({ text: "First part done.", usage: { inputTokens: 1_000, outputTokens: 8_000 } });
    const { code, result } = await delegate(house, "run", "Do the first part", "--name", "parts", ...limits);
    expect({ code, status: result.status, canContinue: result.canContinue }).toEqual({ code: 0, status: "completed", canContinue: true });
    process.kill(house.daemonPid(), "SIGKILL");
    await eventually(() => house.agentProcesses().length === 0, "every process of the agent to end");
    await house.start();
    return result;
  }

  test("what remains of the cost still stops it", async () => {
    await using house = await openHouse();
    const first = await runAndKill(house, "--max-cost", "0.50");
    expect(first.cost).toBeGreaterThan(0.05);
    runAway(house, readOn(house, costly));
    const { result } = await delegate(house, "continue", "parts", "Go on for ever");
    expect(result).toMatchObject({ status: "cost_exceeded", sessionId: first.sessionId });
    expect(result.cost).toBeLessThan(1.2);
    await expectQuiet(house);
    const { code, stderr } = await house.instar("delegate", "continue", "parts", "Go on");
    expect(code).toBe(1);
    expect(stderr).toMatch(/used up its limits/);
  }, 90_000);

  test("what remains of the turns still stops it", async () => {
    await using house = await openHouse();
    await runAndKill(house, "--max-turns", "4");
    runAway(house, readOn(house, cheap));
    const { result } = await delegate(house, "continue", "parts", "Go on for ever");
    expect(result).toMatchObject({ status: "turns_exceeded", turns: 4 });
    await expectQuiet(house);
  }, 90_000);

  test("what remains of the time still stops it, and its protected paths stay protected", async () => {
    await using house = await openHouse();
    await runAndKill(house, "--max-duration", "9s", "--protect", "canary", "--preset", "full");
    runAway(house, useShell(`rm -rf ${house.folder}/canary`));
    expect((await delegate(house, "continue", "parts", "Clean up")).result.status).toBe("protected_path");
    expect(bird(house)).toBe("alive\n");
    runAway(house, readOn(house, { ...cheap, delayMs: 300 }));
    const { result } = await delegate(house, "continue", "parts", "Go on for ever");
    expect(result).toMatchObject({ status: "duration_exceeded", safety: { violations: [{ type: "protected_path" }, { type: "duration_exceeded" }] } });
  }, 90_000);
});

test("after kill -9 of the daemon in the middle of a run it is failed and says so, and goes on with what remains", async () => {
  await using house = await openHouse();
  runAway(house, readOn(house, { ...costly, delayMs: 400 }));
  expect((await house.instar("delegate", "run", "Go on for ever", "--name", "long", "--max-cost", "1.50", "--no-wait")).code).toBe(0);
  await eventually(() => house.endpoint.requests.length >= 4, "some answers of the model");
  process.kill(house.daemonPid(), "SIGKILL");
  await eventually(() => house.agentProcesses().length === 0, "every process of the agent to end");
  await house.start();
  const lost = await delegate(house, "status", "long", "--wait", "30");
  expect(lost.result).toMatchObject({ status: "failed", canContinue: true });
  expect(lost.code).toBe(1);
  expect(lost.result.cost).toBeGreaterThan(0.1);
  const { result } = await delegate(house, "continue", "long", "Go on for ever");
  expect(result.status).toBe("cost_exceeded");
  expect(result.cost).toBeLessThan(2.5);
}, 90_000);

test("a question has an exit code of its own, and its answer completes the task", async () => {
  await using house = await openHouse();
  house.endpoint.respond((request) => (request.lastUserText.includes("The new one") ? "Done with the new one." : "There are two.\n\nNEEDS INPUT: Which one?"));
  const asked = await delegate(house, "run", "Open the database", "--name", "db", "--preset", "read-only");
  expect(asked).toMatchObject({ code: 4, result: { status: "needs_input", canContinue: true } });
  const answered = await house.instar("delegate", "continue", "db", "The new one");
  expect(answered.code).toBe(0);
  expect(answered.stdout).toMatch(/Done with the new one\.[\s\S]*completed/);
  expect((await house.instar("delegate")).stdout).toMatch(/db\s+completed\s+read-only/);
  expect((await house.instar("delegate", "finish", "db")).code).toBe(0);
  expect((await house.instar("delegate", "run", "Try", "--preset", "edti")).stderr).toMatch(/Did you mean "edit"/);
}, 90_000);

test("over HTTP: hand over, wait, go on, finish", async () => {
  await using house = await openHouse();
  house.endpoint.respond((request) => (request.lastUserText.includes("And now") ? "Second part done." : "First part done."));
  const api = async (...args: readonly string[]) => {
    const { stdout, stderr } = await house.instar("api", ...args);
    return JSON.parse(stdout === "" ? stderr : stdout) as { readonly state: string; readonly result?: DelegateResult; readonly code?: string };
  };
  expect(await api("POST", "/delegations", "--data", JSON.stringify({ task: "Do it", name: "web", preset: "review" }))).toMatchObject({ state: "running" });
  expect(await api("GET", "/delegations/web?wait=20")).toMatchObject({ state: "ended", result: { status: "completed", response: "First part done." } });
  await api("POST", "/delegations/web/continue", "--data", JSON.stringify({ message: "And now the second" }));
  expect(await api("GET", "/delegations/web?wait=20")).toMatchObject({ result: { response: "Second part done." } });
  expect(await api("POST", "/delegations/web/finish")).toMatchObject({ state: "finished" });
  expect(await api("GET", "/delegations")).toMatchObject({ delegations: [{ name: "web" }] });
  expect(JSON.stringify(await api("GET", "/delegations/wbe"))).toContain("DELEGATE_UNKNOWN");
}, 90_000);

test("without safety it says what is off, and the gates of the house stay", async () => {
  await using house = await openHouse();
  house.endpoint.script({ ...useShell("touch FORBIDDEN.txt"), ...costly }, "It was refused.");
  const { code, result, stderr } = await delegate(house, "run", "Push", "--no-safety", "--preset", "full");
  expect(stderr).toMatch(/Safety is off: cost, answers and time .* are not limited/);
  expect(result).toMatchObject({ status: "completed", safety: null });
  expect(code).toBe(0);
  expect(house.has("FORBIDDEN.txt")).toBe(false);
}, 90_000);
