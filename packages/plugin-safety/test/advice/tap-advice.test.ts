import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Action, definePlugin, type Json, type ToolCall } from "@instar/kernel";
import { Lifecycle, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import sessions from "@instar/plugin-sessions";
import { askGates, createScriptedAgent, createTestKernel, type ScriptedTurn, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";
import { afterAll, expect, test } from "vitest";
import { tapAdvice } from "../../src/advice/tap-advice.ts";
import { safetyOptions } from "../../src/options.ts";
import { needs } from "../../src/parts.ts";

const advice = definePlugin({
  api: 1,
  name: "advice",
  options: safetyOptions,
  needs,
  guards: ["preToolUse"],
  setup: tapAdvice,
});

const project = await mkdtemp(path.join(os.tmpdir(), "instar-advice-"));
afterAll(() => rm(project, { recursive: true, force: true }));

async function openHouse(options: Parameters<typeof advice>[0] = {}) {
  const agent = createScriptedAgent();
  const kernel = await createTestKernel([createMortalStore().plugin, access(), sessions(), agent.plugin, advice(options)], { project });
  let count = 0;
  const use = async (action: Action, more: Partial<ToolCall> = {}) => {
    const decision = await askGates(kernel, action, { id: `call-${++count}`, ...more });
    expect(decision.allow, decision.reason).toBe(true);
    return decision.advice;
  };
  const shell = (command: string, more: Partial<ToolCall> = {}) => use({ kind: "shell", command }, { tool: "Bash", input: { command }, ...more });
  return { kernel, agent, use, shell, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() };
}

test("each reminder comes once in a turn, and several of one call come together", async () => {
  await using house = await openHouse();
  expect(await house.shell("ls")).toEqual([]);
  expect(await house.shell("gh pr comment 1 --body 'I can not open the page.'")).toEqual([
    expect.stringMatching(/Before you hand this over \(you say that you can't do something\)[^\n]*\n[^\n]*leaves the house/),
  ]);
  expect(await house.shell("gh pr comment 2 --body 'I can not open the page.'")).toEqual([]);
  expect(await house.shell("git commit -m x")).toEqual([expect.stringContaining("Is it verified")]);
  expect(await house.shell("git push")).toEqual([]);
  expect(await house.shell("instar telegram reply here 'Great question!'")).toEqual([expect.stringContaining("flatters")]);
  expect(await house.shell("instar telegram reply here 'I promise.'")).toEqual([]);
});

test("a call that is made a third time is remarked upon, unless something was changed", async () => {
  await using house = await openHouse();
  const change = () => house.use({ kind: "write", paths: ["a.ts"] }, { tool: "Edit", input: { file_path: "a.ts" } });
  expect(await house.shell("npm test")).toEqual([]);
  expect(await house.shell("npm  test", { input: { command: "npm  test", description: "again" } })).toEqual([]);
  expect(await change()).toEqual([]);
  expect(await house.shell("npm test")).toEqual([]);
  expect(await house.shell("npm test")).toEqual([]);
  expect(await house.shell("npm test")).toEqual([expect.stringContaining("exactly this call")]);
  expect(await house.shell("npm test")).toEqual([]);

  const other = { session: { id: "session-2", driver: "test" } };
  for (let round = 0; round < 3; round++) {
    const call = {
      id: `f${round}`,
      cwd: project,
      tool: "Bash",
      input: {},
      action: { kind: "shell", command: "make" },
      signal: new AbortController().signal,
      ...other,
    } as const;
    expect(await house.shell("make", other)).toEqual([]);
    await house.kernel.service(Lifecycle).toolDone({ call, output: "error", ok: false, elapsedMs: 1 });
    await house.use({ kind: "write", paths: ["a.ts"] }, { tool: "Edit", input: { round }, ...other });
  }
  expect(await house.shell("make", other)).toEqual([expect.stringContaining("the same failure")]);
});

test("what a sub-agent does counts with its session, and other sessions do not", async () => {
  await using house = await openHouse();
  expect(await house.shell("git commit -m a", { agent: "helper-1" })).toHaveLength(1);
  expect(await house.shell("git commit -m b")).toEqual([]);
  expect(await house.shell("git commit -m c", { session: { id: "session-2", driver: "test" } })).toHaveLength(1);
});

test("to say that something was looked at takes a look", async () => {
  await using house = await openHouse();
  const claim = () => house.shell("instar telegram reply here 'I have reviewed the log.'");
  expect(await claim()).toEqual([expect.stringContaining("did not look at")]);
  const other = { session: { id: "session-2", driver: "test" } };
  await house.use({ kind: "read", paths: ["a.log"] }, other);
  expect(await house.shell("instar telegram reply here 'I have reviewed the log.'", other)).toEqual([]);
});

test("what is agreed to be said when there is nothing to say, and lines that nobody understands, are left alone", async () => {
  await using house = await openHouse();
  const tool = (text: string) =>
    house.use({ kind: "mcp", server: "acme", tool: "reply" }, { tool: "mcp__acme__reply", input: { text } satisfies Record<string, Json> });
  expect(await tool("Nothing to report.")).toEqual([expect.not.stringContaining("finding nothing")]);
  expect(await house.shell("echo 'not closed")).toEqual([]);
  expect(await house.shell("x".repeat(100_000))).toEqual([]);
});

test("each can be switched off", async () => {
  await using house = await openHouse({ advice: { deferral: false, external: false, reflection: false, convergence: false } });
  expect(await house.shell("git commit -m a && gh pr comment 1 --body 'I promise. You will have to restart it.'")).toEqual([]);
  for (let round = 0; round < 4; round++) expect(await house.shell("ls")).toEqual([]);
});

test("what the agent writes is answered with its next call, and a new turn begins anew", async () => {
  await using house = await openHouse();
  const got: (readonly string[])[] = [];
  const work = async ({ host, session }: ScriptedTurn) => {
    const decide = async (command: string) =>
      got.push(
        (
          await host.decide({
            id: "c",
            session: session.ref,
            cwd: project,
            tool: "Bash",
            input: { command },
            action: { kind: "shell", command },
            signal: new AbortController().signal,
          })
        ).advice,
      );
    await host.emit({ type: "text", delta: "You will have to " });
    await host.emit({ type: "text", delta: "restart the server." });
    await decide("ls");
    await host.emit({ type: "text", delta: "You will have to restart it." });
    await decide("ls -l");
    return "I can't do more.";
  };
  house.agent.respond(work);
  const session = await house.kernel.service(Sessions).open("a");
  for (const id of ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"]) {
    await session.send({ id, text: "Do it." });
    await until(() => session.phase === "idle");
  }
  const reminder = [expect.stringContaining("you tell a person what to do")];
  expect(got).toEqual([reminder, [], reminder, []]);
});
