import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { delegateResultSchema } from "@instar/plugin-delegate";
import type { DelegateResult } from "@instar/plugin-delegate/contract";
import { echo, type ModelReply, useShell, useTool } from "@instar/testing/model-endpoint";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

const publicSchema = z.fromJSONSchema(delegateResultSchema as never);

/** One for all: each task is a session of its own. */
let house: ClaudeHouse;

beforeAll(async () => {
  house = await openClaudeHouse({ declarations: 'import delegate from "@instar/plugin-delegate";', plugins: "delegate()" });
  // Commands of a plugin are those of the packages that the agent's folder depends on.
  const manifest = { name: "kira", private: true, type: "module", dependencies: { "@instar/plugin-delegate": "*" } };
  writeFileSync(join(house.folder, "package.json"), JSON.stringify(manifest));
  await house.start();
});
beforeEach(() => {
  mkdirSync(join(house.folder, "canary"), { recursive: true });
  writeFileSync(join(house.folder, "canary", "bird.txt"), "alive\n");
  house.endpoint.respond(echo);
});
afterAll(async () => house[Symbol.asyncDispose]());

/** One more tool, for ever. What is no turn of an agent, such as a title, gets words. */
const runAway = (step: ModelReply): void => house.endpoint.respond((request) => (request.tools.includes("Read") ? step : "A title"));

const readOn = (more: Partial<ModelReply> = {}): ModelReply => ({ ...useTool("Read", { file_path: `${house.folder}/package.json` }), ...more });

async function delegate(...args: readonly string[]): Promise<{ readonly code: number | null; readonly result: DelegateResult; readonly stderr: string }> {
  const { code, stdout, stderr } = await house.instar("delegate", ...args, "--json");
  if (stdout === "") throw new Error(`Nothing was printed: ${stderr}`);
  const result = JSON.parse(stdout) as DelegateResult;
  if (typeof result.error === "object" && result.error !== null) throw new Error(`It failed: ${stdout}`);
  expect(publicSchema.safeParse(result).error).toBeUndefined();
  return { code, result, stderr };
}

const bird = () => readFileSync(join(house.folder, "canary", "bird.txt"), "utf8");

const askedFor = (task: string) => house.endpoint.requests.filter(({ text }) => text.includes(task)).length;

/** The last test looks at each of them again: all the others are the time that the CLI has to go on. */
const stopped: { readonly task: string; readonly asked: number; readonly at: number }[] = [];
const noteStopped = (task: string): void => void stopped.push({ task, asked: askedFor(task), at: Date.now() });

const costly = { usage: { inputTokens: 1_000, outputTokens: 8_000 } } as const;
const cheap = { usage: { inputTokens: 10, outputTokens: 10 } } as const;

test("over HTTP: hand over, wait, go on, finish", async () => {
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

describe("a runaway is stopped in the middle of its first turn", () => {
  test("by its cost", async () => {
    runAway(readOn({ ...costly, delayMs: 500 }));
    const { code, result, stderr } = await delegate("run", "Go on for ever, dear", "--name", "dear", "--max-cost", "0.50");
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
    noteStopped("Go on for ever, dear");
  }, 90_000);

  test("by its turns", async () => {
    runAway(readOn(cheap));
    const { code, result } = await delegate("run", "Go on for ever, talkative", "--max-turns", "4");
    expect({ code, status: result.status, turns: result.turns }).toEqual({ code: 1, status: "turns_exceeded", turns: 4 });
    noteStopped("Go on for ever, talkative");
  }, 90_000);

  test("by its time", async () => {
    runAway(readOn({ ...cheap, delayMs: 300 }));
    const { code, result } = await delegate("run", "Go on for ever, slow", "--max-duration", "4s");
    expect({ code, status: result.status }).toEqual({ code: 1, status: "duration_exceeded" });
    expect(result.durationMs).toBeGreaterThanOrEqual(4_000);
    expect(result.durationMs).toBeLessThan(12_000);
    noteStopped("Go on for ever, slow");
  }, 90_000);

  test("by a model that never answers, too", async () => {
    house.endpoint.respond(() => ({ hang: true }));
    const { result } = await delegate("run", "Think", "--max-duration", "3s");
    expect(result.status).toBe("duration_exceeded");
  }, 90_000);

  test.each([
    ["a command", () => useShell(`cd ${house.folder} && rm -rf canary`)],
    ["a tool that writes", () => useTool("Write", { file_path: `${house.folder}/x/../canary/bird.txt`, content: "gone" })],
  ])(
    "by a protected path that %s would change",
    async (name, step) => {
      runAway(step());
      const { code, result } = await delegate("run", `Clean up with ${name}`, "--protect", "canary", "--preset", "full");
      expect({ code, status: result.status }).toEqual({ code: 1, status: "protected_path" });
      expect(result.error).toContain(join(house.folder, "canary"));
      expect(bird()).toBe("alive\n");
      noteStopped(`Clean up with ${name}`);
    },
    90_000,
  );

  test("by a protected path that is changed behind our back", async () => {
    writeFileSync(join(house.folder, "build.sh"), "echo changed > canary/bird.txt\n");
    runAway(useShell(`cd ${house.folder} && sh build.sh`));
    const { result } = await delegate("run", "Build the ship", "--protect", "canary", "--preset", "full");
    expect(result.status).toBe("protected_path");
    noteStopped("Build the ship");
  }, 90_000);
});

describe("after kill -9 of the daemon between run and continue", () => {
  async function runAndKill(name: string, ...limits: readonly string[]): Promise<DelegateResult> {
    house.endpoint.respond(() => ({ text: "First part done.", ...costly }));
    const { code, result } = await delegate("run", "Do the first part", "--name", name, ...limits);
    expect({ code, status: result.status, canContinue: result.canContinue }).toEqual({ code: 0, status: "completed", canContinue: true });
    process.kill(house.daemonPid(), "SIGKILL");
    await eventually(() => house.agentProcesses().length === 0, "every process of the agent to end");
    await house.start();
    return result;
  }

  test("what remains of the cost still stops it", async () => {
    const first = await runAndKill("dear-parts", "--max-cost", "0.50");
    expect(first.cost).toBeGreaterThan(0.05);
    runAway(readOn(costly));
    const { result } = await delegate("continue", "dear-parts", "Go on for ever with what is left of the money");
    expect(result).toMatchObject({ status: "cost_exceeded", sessionId: first.sessionId });
    expect(result.cost).toBeLessThan(1.2);
    noteStopped("Go on for ever with what is left of the money");
    const { code, stderr } = await house.instar("delegate", "continue", "dear-parts", "Go on");
    expect(code).toBe(1);
    expect(stderr).toMatch(/used up its limits/);
  }, 90_000);

  test("what remains of the turns still stops it", async () => {
    await runAndKill("talkative-parts", "--max-turns", "4");
    runAway(readOn(cheap));
    const { result } = await delegate("continue", "talkative-parts", "Go on for ever with what is left of the turns");
    expect(result).toMatchObject({ status: "turns_exceeded", turns: 4 });
    noteStopped("Go on for ever with what is left of the turns");
  }, 90_000);

  test("what remains of the time still stops it, and its protected paths stay protected", async () => {
    await runAndKill("slow-parts", "--max-duration", "9s", "--protect", "canary", "--preset", "full");
    runAway(useShell(`rm -rf ${house.folder}/canary`));
    expect((await delegate("continue", "slow-parts", "Clean up")).result.status).toBe("protected_path");
    expect(bird()).toBe("alive\n");
    runAway(readOn({ ...cheap, delayMs: 300 }));
    const { result } = await delegate("continue", "slow-parts", "Go on for ever");
    expect(result).toMatchObject({ status: "duration_exceeded", safety: { violations: [{ type: "protected_path" }, { type: "duration_exceeded" }] } });
  }, 90_000);
});

test("after kill -9 of the daemon in the middle of a run it is failed and says so, and goes on with what remains", async () => {
  runAway(readOn({ ...costly, delayMs: 400 }));
  expect((await house.instar("delegate", "run", "Go on for long", "--name", "long", "--max-cost", "1.50", "--no-wait")).code).toBe(0);
  await eventually(() => askedFor("Go on for long") >= 4, "some answers of the model");
  process.kill(house.daemonPid(), "SIGKILL");
  await eventually(() => house.agentProcesses().length === 0, "every process of the agent to end");
  await house.start();
  const lost = await delegate("status", "long", "--wait", "30");
  expect(lost.result).toMatchObject({ status: "failed", canContinue: true });
  expect(lost.code).toBe(1);
  expect(lost.result.cost).toBeGreaterThan(0.1);
  const { result } = await delegate("continue", "long", "Go on for ever");
  expect(result.status).toBe("cost_exceeded");
  expect(result.cost).toBeLessThan(2.5);
}, 90_000);

test("a question has an exit code of its own, and its answer completes the task", async () => {
  house.endpoint.respond((request) => (request.lastUserText.includes("The new one") ? "Done with the new one." : "There are two.\n\nNEEDS INPUT: Which one?"));
  const asked = await delegate("run", "Open the database", "--name", "db", "--preset", "read-only");
  expect(asked).toMatchObject({ code: 4, result: { status: "needs_input", canContinue: true } });
  const answered = await house.instar("delegate", "continue", "db", "The new one");
  expect(answered.code).toBe(0);
  expect(answered.stdout).toMatch(/Done with the new one\.[\s\S]*completed/);
  expect((await house.instar("delegate")).stdout).toMatch(/db\s+completed\s+read-only/);
  expect((await house.instar("delegate", "finish", "db")).code).toBe(0);
  expect((await house.instar("delegate", "run", "Try", "--preset", "edti")).stderr).toMatch(/Did you mean "edit"/);
}, 90_000);

test("without safety it says what is off, and the gates of the house stay", async () => {
  house.endpoint.respond(({ afterTool }) => (afterTool ? "It was refused." : { ...useShell("touch FORBIDDEN.txt"), ...costly }));
  const { code, result, stderr } = await delegate("run", "Push", "--no-safety", "--preset", "full");
  expect(stderr).toMatch(/Safety is off: cost, answers and time .* are not limited/);
  expect(result).toMatchObject({ status: "completed", safety: null });
  expect(code).toBe(0);
  expect(house.has("FORBIDDEN.txt")).toBe(false);
}, 90_000);

test("whatever was stopped asks the model no more", async () => {
  expect(stopped).toHaveLength(8);
  const last = Math.max(...stopped.map(({ at }) => at));
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, last + 1_500 - Date.now()))); // the CLI is another process on the real clock
  for (const { task, asked } of stopped) {
    expect(asked, task).toBeGreaterThan(0);
    expect(askedFor(task) - asked, task).toBeLessThanOrEqual(1);
  }
});
