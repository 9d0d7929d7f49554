import path from "node:path";
import { AgentCallables } from "@instar/kernel/contracts";
import { until } from "@instar/testing";
import { describe, expect, test } from "vitest";
import type { Delegates, Preset } from "../src/contract.ts";
import { createHouse, forEver } from "./house.ts";

describe("what is refused, with what to do instead", () => {
  test.each([
    ["an unknown preset", { task: "Try.", preset: "reviev" as Preset }, "DELEGATE_PRESET_UNKNOWN", /Did you mean "review"/],
    ["an empty task", { task: "  " }, "DELEGATE_REQUEST_MALFORMED", /task/],
    ["an impossible limit", { task: "Try.", maxCostUsd: -1 }, "DELEGATE_REQUEST_MALFORMED", /maxCostUsd/],
    ["a name with other letters", { task: "Try.", name: "a b" }, "DELEGATE_REQUEST_MALFORMED", /name/],
    ["a field that does not exist", { task: "Try.", budget: 5 } as never, "DELEGATE_REQUEST_MALFORMED", /budget/],
    ["limits without safety", { task: "Try.", safety: false, maxCostUsd: 1 }, "DELEGATE_REQUEST_MALFORMED", /maxCostUsd/],
    ["a folder that is not there", { task: "Try.", workDir: "nowhere" }, "DELEGATE_FOLDER_MISSING", /nowhere/],
  ])("%s", async (_name, request, code, message) => {
    await using house = await createHouse();
    await expect(house.delegates().run(request)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await house.delegates().list()).toEqual([]);
    expect(house.agent.spawned).toHaveLength(0);
  });

  test("a taken name, a running one, a finished one, and one that does not exist", async () => {
    await using house = await createHouse();
    house.agent.respond((turn) => (turn.inputs[0]?.text.includes("Wait") ? forEver(turn) : "All done."));
    await house.delegates().run({ task: "Wait.", name: "slow" });
    await expect(house.delegates().run({ task: "Try.", name: "slow" })).rejects.toMatchObject({ code: "DELEGATE_NAME_TAKEN" });
    await expect(house.delegates().continue("slow", "Go on.")).rejects.toMatchObject({ code: "DELEGATE_RUNNING" });
    await expect(house.delegates().finish("slow")).rejects.toMatchObject({ code: "DELEGATE_RUNNING" });
    await expect(house.delegates().status("slwo")).rejects.toMatchObject({ code: "DELEGATE_UNKNOWN", message: expect.stringContaining('"slow"') });
    await house.delegates().run({ task: "Try.", name: "quick" });
    await house.ended("quick");
    expect(await house.delegates().finish("quick")).toMatchObject({ state: "finished", result: { status: "completed", canContinue: false } });
    expect((await house.named().status("quick")).status).toBe("stopped");
    await expect(house.delegates().continue("quick", "Go on.")).rejects.toMatchObject({ code: "DELEGATE_FINISHED" });
  });

  test("a session of the same name is no delegation, and stays", async () => {
    await using house = await createHouse();
    await house.named().spawn({ name: "mine", prompt: "Hello" });
    await expect(house.delegates().run({ task: "Try.", name: "mine" })).rejects.toMatchObject({ code: "NAMED_SESSIONS_TAKEN" });
    expect(await house.delegates().list()).toEqual([]);
    expect((await house.named().status("mine")).name).toBe("mine");
  });
});

describe("presets", () => {
  test.each([
    ["read-only", "manual", true],
    ["review", "manual", true],
    ["edit", "acceptEdits", false],
    ["full", undefined, false],
    ["plan", "plan", false],
  ] as const)("%s opens its session as it should", async (preset, mode, isLooking) => {
    await using house = await createHouse();
    await house.delegates().run({ task: "Look.", name: "look", preset });
    await house.ended("look");
    const [spec] = house.agent.spawned;
    expect(spec?.permissionMode).toBe(mode);
    expect(spec?.tools).toEqual(isLooking ? ["Read", "Glob", "Grep", "WebSearch", "WebFetch", "Task", "TaskOutput"] : undefined);
  });

  test("who only looks writes nothing and runs nothing, whatever the tools are called, and is not ended for trying", async () => {
    await using house = await createHouse();
    const allowed: Record<string, boolean> = {};
    house.agent.respond(async (turn) => {
      const use = async (tool: string, action: Parameters<typeof house.use>[2]) => {
        allowed[`${action.kind} ${tool}`] = (await house.use(turn, tool, action)).allow;
      };
      await use("Read", { kind: "read", paths: ["a.txt"] });
      await use("fetch", { kind: "web", url: "https://example.com" });
      await use("Task", { kind: "other" });
      await use("Read", { kind: "write", paths: ["a.txt"] });
      await use("Grep", { kind: "shell", command: "ls" });
      await use("files_put", { kind: "mcp", server: "files", tool: "put" });
      await use("Undo", { kind: "other" });
      return "All seen.";
    });
    await house.delegates().run({ task: "Look.", name: "look", preset: "read-only" });
    expect(await house.ended("look")).toMatchObject({ status: "completed" });
    expect(allowed).toEqual({
      "read Read": true,
      "web fetch": true,
      "other Task": true,
      "write Read": false,
      "shell Grep": false,
      "mcp files_put": false,
      "other Undo": false,
    });
  });

  test("the gate holds when somebody talks to the session after its end", async () => {
    await using house = await createHouse();
    const allowed: boolean[] = [];
    house.agent.respond(async (turn) => {
      allowed.push((await house.use(turn, "Bash", { kind: "shell", command: "ls" })).allow);
      return "Done.";
    });
    await house.delegates().run({ task: "Look.", name: "look", preset: "review" });
    await house.ended("look");
    await house.delegates().finish("look");
    const { id } = await house.named().send("look", "Now run it.");
    await until(async () => (await house.named().turn(id)).state === "done", "the answer");
    expect(allowed).toEqual([false, false]);
  });
});

test("another session's tools are none of its business, and a paused plugin lets no tool through", async () => {
  await using house = await createHouse();
  const allowed: boolean[] = [];
  house.agent.respond(async (turn) => {
    allowed.push((await house.use(turn, "Write", { kind: "write", paths: ["kept/plan.md"] })).allow);
    return "Done.";
  });
  await house.delegates().run({ task: "Look.", name: "look", protectedPaths: ["kept"] });
  await house.ended("look");
  const say = async (name: string) => {
    const { turn } = await house.named().spawn({ name, prompt: "Hello" });
    await until(async () => (await house.named().turn(turn?.id ?? "")).state === "done", "the answer");
  };
  await say("other");
  house.kernel().pause("delegate", "A person said so.");
  await say("another");
  expect(allowed).toEqual([false, true, false]);
});

describe("after the daemon was killed", () => {
  test("in the middle of a run it is failed and says so, and goes on with what remains", async () => {
    await using house = await createHouse();
    house.agent.respond(async (turn) => {
      await turn.host.emit(house.usage(0.6));
      if (turn.inputs[0]?.text.startsWith("And now")) {
        await turn.host.emit(house.usage(0.6));
        return forEver(turn);
      }
      return forEver(turn);
    });
    await house.delegates().run({ task: "Spend.", name: "long", maxCostUsd: 1, protectedPaths: ["kept"] });
    await until(async () => (await house.named().status("long")).costUsd > 0, "its cost");
    await house.crash();
    const lost = await house.ended("long");
    expect(lost).toMatchObject({ status: "failed", cost: 0.6, canContinue: true });
    expect(lost.error).toMatch(/stopped/);
    await house.delegates().continue("long", "And now go on.");
    const spent = await house.ended("long");
    expect(spent).toMatchObject({ status: "cost_exceeded", safety: { limits: { maxCostUsd: 1, protectedPaths: [path.join(house.project, "kept")] } } });
    expect(spent.cost).toBeGreaterThan(1);
  });

  test("between two runs nothing is lost: limits, paths and the preset hold", async () => {
    await using house = await createHouse();
    const allowed: boolean[] = [];
    house.agent.respond(async (turn) => {
      await turn.host.emit(house.usage(0.4));
      if (!turn.inputs[0]?.text.startsWith("Now write")) return "First part done.";
      allowed.push((await house.use(turn, "Write", { kind: "write", paths: ["kept/plan.md"] })).allow);
      return forEver(turn);
    });
    await house.delegates().run({ task: "Do the first part.", name: "parts", maxTurns: 10, protectedPaths: ["kept"] });
    await house.ended("parts");
    await house.crash();
    expect(await house.delegates().list()).toMatchObject([{ name: "parts", state: "ended", result: { status: "completed" } }]);
    await house.delegates().continue("parts", "Now write.");
    expect(await house.ended("parts")).toMatchObject({ status: "protected_path", turns: 2 });
    expect(allowed).toEqual([false]);
  });
});

describe("an agent", () => {
  const scoped = (house: Awaited<ReturnType<typeof createHouse>>, session: string) => {
    const callable = [...house.kernel().contributions(AgentCallables)].find(({ value }) => value.service === "delegates")?.value;
    return callable?.as?.(session) as Delegates;
  };

  test("sees only its own delegations", async () => {
    await using house = await createHouse();
    const [one, other] = [scoped(house, "session-1"), scoped(house, "session-2")];
    await one.run({ task: "Try.", name: "mine" });
    await house.delegates().run({ task: "Try.", name: "owners" });
    expect((await one.list()).map(({ name }) => name)).toEqual(["mine"]);
    expect(await other.list()).toEqual([]);
    await expect(other.status("mine")).rejects.toMatchObject({ code: "DELEGATE_UNKNOWN" });
    await expect(one.abort("owners")).rejects.toMatchObject({ code: "DELEGATE_UNKNOWN" });
    expect((await house.delegates().list()).map(({ name }) => name).sort()).toEqual(["mine", "owners"]);
    expect((await house.named().status("mine")).by).toEqual({ kind: "agent", session: "session-1" });
  });

  test("stays within what the owner allows", async () => {
    await using house = await createHouse({ delegate: { maxCostUsd: 9, agentMaxCostUsd: 0.5, agentMaxRunning: 1 } });
    house.agent.respond(forEver);
    const agent = scoped(house, "session-1");
    await expect(agent.run({ task: "Try.", maxCostUsd: 1 })).rejects.toMatchObject({ code: "DELEGATE_AGENT_LIMIT" });
    await expect(agent.run({ task: "Try.", safety: false })).rejects.toMatchObject({ code: "DELEGATE_AGENT_UNSAFE" });
    await agent.run({ task: "Try.", name: "mine" });
    expect((await house.named().status("mine")).limits).toMatchObject({ costUsd: 0.5 });
    await expect(agent.run({ task: "Try." })).rejects.toMatchObject({ code: "DELEGATE_AGENT_TOO_MANY" });
    expect(await agent.abort("mine")).toMatchObject({ result: { status: "aborted" } });
  });
});

test("status waits until it has ended, and shows what was used meanwhile", async () => {
  await using house = await createHouse();
  let go = () => {};
  const going = new Promise<void>((resolve) => {
    go = resolve;
  });
  house.agent.respond(async (turn) => {
    await turn.host.emit(house.usage(0.1));
    await house.use(turn, "Read", { kind: "read", paths: ["a.txt"] });
    await going;
    return "Done.";
  });
  await house.delegates().run({ task: "Read.", name: "read" });
  await until(async () => ((await house.delegates().status("read")).progress?.turns ?? 0) > 0, "progress");
  expect((await house.delegates().status("read")).progress).toMatchObject({ cost: 0.1, turns: 1 });
  const waiting = house.delegates().status("read", 60_000);
  go();
  expect(await waiting).toMatchObject({ state: "ended", result: { status: "completed" } });
});
