import { writeFile } from "node:fs/promises";
import path from "node:path";
import { settle, until } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { delegateResultSchema } from "../src/index.ts";
import { createHouse, forEver } from "./house.ts";

const publicSchema = z.fromJSONSchema(delegateResultSchema as never);
const expectResult = (result: unknown) => expect(publicSchema.safeParse(JSON.parse(JSON.stringify(result))).error).toBeUndefined();

test("completed: what it answered, used and cost", async () => {
  await using house = await createHouse();
  house.agent.respond(async (turn) => {
    await turn.host.emit(house.usage(0.25));
    await house.use(turn, "Read", { kind: "read", paths: ["a.txt"] });
    await turn.host.emit(house.usage(0.25));
    return "All done.";
  });
  const begun = await house.delegates().run({ task: "Count the files.", name: "count", context: "There are some." });
  expect(begun).toMatchObject({ name: "count", preset: "edit", state: "running" });
  const result = await house.ended("count");
  expectResult(result);
  expect(result).toMatchObject({ status: "completed", response: "All done.", cost: 0.5, turns: 2, canContinue: true, toolsUsed: ["Read"], error: null });
  expect(result.safety).toMatchObject({ limits: { maxCostUsd: 2, maxTurns: 50, maxDurationMs: 300_000 }, violations: [] });
  expect(result.sessionId).not.toBe("");
  expect(house.agent.inputs[0]?.text).toMatch(/CONTEXT\nThere are some\.\n\nTASK\nCount the files\./);
  expect(house.agent.spawned[0]).toMatchObject({ permissionMode: "acceptEdits" });
});

test("needs_input: the question is in the response, and an answer goes on with what remains", async () => {
  await using house = await createHouse();
  house.agent.respond(async ({ host, inputs }) => {
    await host.emit(house.usage(0.5));
    return inputs[0]?.text.startsWith("The new one") ? "Done with the new one." : "There are two.\n\nNEEDS INPUT: Which one?";
  });
  await house.delegates().run({ task: "Open the database.", name: "db" });
  const asked = await house.ended("db");
  expectResult(asked);
  expect(asked).toMatchObject({ status: "needs_input", canContinue: true, error: null });
  expect(asked.response).toContain("Which one?");
  await house.delegates().continue("db", "The new one.");
  expect(await house.ended("db")).toMatchObject({ status: "completed", response: "Done with the new one.", cost: 1, turns: 2, sessionId: asked.sessionId });
});

describe("failed", () => {
  test.each([
    ["not logged in", { error: { kind: "not-logged-in", text: "Nobody is logged in.", hint: "Run `claude`." } }, /Nobody is logged in\..*Run `claude`/],
    ["a model error", { error: { kind: "model", text: "The model failed." } }, /The model failed/],
    ["a crash", { crash: true }, /./],
  ] as const)("%s", async (_name, answer, error) => {
    await using house = await createHouse();
    house.agent.respond(() => answer);
    await house.delegates().run({ task: "Try.", name: "try" });
    const result = await house.ended("try");
    expectResult(result);
    expect(result.status).toBe("failed");
    expect(result.error).toMatch(error);
  });
});

describe("a runaway is stopped in the middle of its first turn", () => {
  test.each([
    ["cost_exceeded", { maxCostUsd: 1 }, 0.3, { cost: 1.2 }],
    ["turns_exceeded", { maxTurns: 5 }, 0.001, { turns: 5 }],
  ] as const)("%s", async (status, limits, costUsd, used) => {
    await using house = await createHouse();
    let tools = 0;
    house.agent.respond(async (turn) => {
      for (;;) {
        await turn.host.emit(house.usage(costUsd));
        const decision = await house.use(turn, "Read", { kind: "read", paths: ["a.txt"] }, () => tools++);
        if (!decision.allow) await forEver(turn);
      }
    });
    await house.delegates().run({ task: "Go on for ever.", name: "away", ...limits });
    const result = await house.ended("away");
    expectResult(result);
    expect(result).toMatchObject({ status, canContinue: false });
    expect(result.error).toMatch(/may/);
    expect(Object.entries(used).map(([name, value]) => [name, Number(result[name as "cost"].toFixed(3)) === value])).toEqual([[Object.keys(used)[0], true]]);
    expect(result.safety?.violations).toMatchObject([{ type: status }]);
    expect(tools).toBeLessThanOrEqual(5);
    const before = tools;
    await expect(house.delegates().continue("away", "Go on.")).rejects.toMatchObject({ code: "DELEGATE_NOTHING_LEFT" });
    expect(tools).toBe(before);
  });

  test("duration_exceeded", async () => {
    await using house = await createHouse();
    house.agent.respond(forEver);
    await house.delegates().run({ task: "Sleep.", name: "sleepy", maxDurationMs: 60_000 });
    await until(() => house.agent.inputs.length === 1, "the task to reach the agent");
    await house.kernel().clock.advance(59_000);
    expect((await house.delegates().status("sleepy")).state).toBe("running");
    await house.kernel().clock.advance(2_000);
    const result = await house.ended("sleepy");
    expectResult(result);
    expect(result).toMatchObject({ status: "duration_exceeded", canContinue: false });
    expect(result.durationMs).toBeGreaterThanOrEqual(60_000);
  });
});

test("an exceeded limit that is raised lets it go on, and the former violation is history", async () => {
  await using house = await createHouse();
  house.agent.respond(async (turn) => {
    await turn.host.emit(house.usage(1.5));
    if (turn.inputs[0]?.text.startsWith("Go on")) return "All done.";
    return forEver(turn);
  });
  await house.delegates().run({ task: "Spend.", name: "dear", maxCostUsd: 1 });
  expect(await house.ended("dear")).toMatchObject({ status: "cost_exceeded" });
  await expect(house.delegates().continue("dear", "Go on.", { maxCostUsd: 1.2 })).rejects.toMatchObject({ code: "DELEGATE_LIMIT_USED" });
  await expect(house.delegates().continue("dear", "Go on.", { maxTurns: 90 })).rejects.toMatchObject({ code: "DELEGATE_NOTHING_LEFT" });
  await house.delegates().continue("dear", "Go on.", { maxCostUsd: 5 });
  const result = await house.ended("dear");
  expectResult(result);
  expect(result).toMatchObject({ status: "completed", cost: 3, safety: { limits: { maxCostUsd: 5 }, violations: [{ type: "cost_exceeded" }] } });
});

describe("protected_path", () => {
  test.each([
    ["a writing tool", "Write", { kind: "write", paths: ["src/../kept/plan.md"] }],
    ["a command", "Bash", { kind: "shell", command: "rm -rf kept" }],
  ] as const)("%s is denied and ends the run", async (_name, tool, action) => {
    await using house = await createHouse();
    const decisions: boolean[] = [];
    house.agent.respond(async (turn) => {
      const first = await house.use(turn, tool, action);
      const second = await house.use(turn, "Read", { kind: "read", paths: ["a.txt"] });
      decisions.push(first.allow, second.allow);
      return forEver(turn);
    });
    await house.delegates().run({ task: "Clean up.", name: "clean", protectedPaths: ["kept"] });
    const result = await house.ended("clean");
    expectResult(result);
    expect(result).toMatchObject({ status: "protected_path", canContinue: true, safety: { violations: [{ type: "protected_path" }] } });
    expect(result.error).toContain(house.kept);
    expect(decisions).toEqual([false, false]);
  });

  test("what is changed behind our back is a violation, too", async () => {
    await using house = await createHouse();
    house.agent.respond(async (turn) => {
      await house.use(turn, "Bash", { kind: "shell", command: "make" }, () => writeFile(path.join(house.kept, "plan.md"), "another plan"));
      return forEver(turn);
    });
    await house.delegates().run({ task: "Build.", name: "build", protectedPaths: ["kept"] });
    expect(await house.ended("build")).toMatchObject({ status: "protected_path", toolsUsed: ["Bash"] });
  });

  test("also when it happens after the last tool, and a later run is judged by itself", async () => {
    await using house = await createHouse();
    house.agent.respond(async ({ inputs }) => {
      if (inputs[0]?.text.startsWith("Go on")) return "All done.";
      await writeFile(path.join(house.kept, "new.md"), "");
      return "I did nothing.";
    });
    await house.delegates().run({ task: "Build.", name: "build", protectedPaths: ["kept"] });
    expect(await house.ended("build")).toMatchObject({ status: "protected_path" });
    await house.delegates().continue("build", "Go on without that.");
    expect(await house.ended("build")).toMatchObject({ status: "completed", error: null, safety: { violations: [{ type: "protected_path" }] } });
  });
});

test("aborted: at once, whatever it does, and it can go on", async () => {
  await using house = await createHouse();
  house.agent.respond((turn) => (turn.inputs[0]?.text.startsWith("Go on") ? "All done." : forEver(turn)));
  await house.delegates().run({ task: "Think.", name: "think" });
  await until(() => house.agent.inputs.length === 1, "the task to reach the agent");
  const { state, result } = await house.delegates().abort("think");
  expectResult(result);
  expect({ state, status: result?.status, canContinue: result?.canContinue }).toEqual({ state: "ended", status: "aborted", canContinue: true });
  expect(house.agent.living).toBe(0);
  await expect(house.delegates().abort("think")).rejects.toMatchObject({ code: "DELEGATE_NOT_RUNNING" });
  await house.delegates().continue("think", "Go on.");
  expect(await house.ended("think")).toMatchObject({ status: "completed" });
});

test("without safety nothing of its own is limited, and it says so", async () => {
  await using house = await createHouse({ delegate: { maxCostUsd: 1, protectedPaths: ["kept"] } });
  house.agent.respond(async (turn) => {
    await turn.host.emit(house.usage(50));
    const { allow } = await house.use(turn, "Write", { kind: "write", paths: ["kept/plan.md"] });
    return allow ? "All done." : "I was stopped.";
  });
  await house.delegates().run({ task: "Spend.", name: "free", safety: false });
  const result = await house.ended("free");
  expectResult(result);
  expect(result).toMatchObject({ status: "completed", response: "All done.", cost: 50, safety: null });
  await settle();
});
