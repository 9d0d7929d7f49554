import { fileURLToPath } from "node:url";
import type { NamedSession, NamedTurn } from "@instar/plugin-named-sessions/contract";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "../../packages/cli/test/agent-folder.ts";

const bin = fileURLToPath(new URL("../../packages/cli/bin/instar.js", import.meta.url));

const config = `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "kira", plugins: [offline()] });
`;

const turnsOf = async (agent: AgentFolder, name: string) => (await agent.run(["session", "history", name, "--json"])).json<readonly NamedTurn[]>();

test("a person runs sessions by hand, from the first prompt to the last", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  expect(await agent.run(["session"])).toMatchObject({ code: 0, stdout: expect.stringContaining("There is no session.") });
  expect(await agent.run(["session", "spawn", "helper", "hello"])).toMatchObject({ code: 3, stderr: expect.stringContaining("instar start") });
  expect(await agent.run(["session", "output", "helper", "--follow"])).toMatchObject({ code: 3, stderr: expect.stringContaining("instar start") });
  expect((await agent.run(["start"])).code).toBe(0);

  const spawned = await agent.run(["session", "spawn", "helper", "hello", "--max-budget", "2"]);
  expect(spawned).toMatchObject({ code: 0, stdout: expect.stringContaining("You said: hello"), stderr: expect.stringContaining("helper: done") });
  expect(await agent.run(["session", "spawn", "helper", "hello"])).toMatchObject({ code: 1, stderr: expect.stringContaining("instar session send helper") });
  expect(await agent.run(["session", "input", "--name", "helper", "--message", "-"], { input: "what did I say?" })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"hello"'),
  });
  expect((await agent.run(["session", "fork", "helper", "copy", "--message", "what did I say?"])).stdout).toContain('"hello"');
  await agent.run(["session", "send", "copy", "only for the copy"]);
  expect((await agent.run(["session", "send", "helper", "what did I say?"])).stdout).not.toContain("only for the copy");

  expect((await agent.run(["session", "pause", "helper"])).code).toBe(0);
  expect(await agent.run(["session", "send", "helper", "hi"])).toMatchObject({ code: 1, stderr: expect.stringContaining("instar session resume helper") });
  expect((await agent.run(["session", "resume", "helper"])).stdout).toContain("helper is ready.");
  expect((await agent.run(["session", "stop", "helper"])).code).toBe(0);
  const listed = (await agent.run(["session", "list", "--json", "--status", "stopped"])).json<readonly NamedSession[]>();
  expect(listed).toMatchObject([{ name: "helper", status: "stopped", turns: 3, limits: { costUsd: 2 } }]);
  expect((await agent.run(["session", "send", "helper", "what did I say?", "--stop"])).stdout).toContain('"hello"');

  await agent.run(["session", "send", "helper", "wait 600", "--no-wait"]);
  await expect.poll(async () => (await turnsOf(agent, "helper")).at(-1)?.state).toBe("running");
  expect(await agent.run(["session", "delete", "helper"])).toMatchObject({ code: 1, stderr: expect.stringContaining("--force") });
  expect((await agent.run(["session", "interrupt", "helper"])).code).toBe(0);
  await expect.poll(async () => (await turnsOf(agent, "helper")).at(-1)?.state).toBe("interrupted");
  expect((await agent.run(["session", "delete", "helper"])).code).toBe(0);
  expect(await agent.run(["session", "status", "helpr"])).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no session named") });

  await agent.run(["stop"]);
  expect((await agent.run(["session", "history", "copy"])).stdout).toContain("only for the copy");
  expect((await agent.run(["session"])).stdout).toContain("copy");
});

test("a turn that the daemon died in failed; what waited behind it runs, and nothing runs twice", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  const waiting = agent.run(["session", "spawn", "helper", "wait 600"]);
  await expect.poll(async () => (await agent.run(["session", "list", "--json"])).json<readonly NamedSession[]>()[0]?.status).toBe("busy");
  await agent.run(["session", "send", "helper", "hello", "--no-wait"]);
  await expect.poll(async () => (await turnsOf(agent, "helper")).map(({ state }) => state)).toEqual(["running", "queued"]);
  process.kill(pid, "SIGKILL");
  await expect.poll(async () => (await agent.run(["status"])).code).toBe(3);
  expect((await agent.run(["session", "list", "--json"])).json<readonly NamedSession[]>()).toMatchObject([{ name: "helper", status: "stopped" }]);
  expect((await agent.run(["start"])).code).toBe(0);
  await expect.poll(async () => (await turnsOf(agent, "helper")).map(({ state }) => state)).toEqual(["failed", "done"]);
  const [first, second] = await turnsOf(agent, "helper");
  expect(first?.error?.text).toBe("The house stopped in the middle of this turn.");
  expect(second?.response).toContain("You said: hello");
  expect(await waiting).toMatchObject({ code: 1 });
});

test("an agent runs sessions of its own from its shell, and reaches no others", { timeout: 120_000 }, async () => {
  await using agent = makeAgentFolder({ config });
  expect((await agent.run(["start"])).code).toBe(0);
  await agent.run(["session", "spawn", "private", "a secret plan"]);
  const shell = async (command: string) => (await agent.run(["chat", "--once", `run node ${bin} session ${command}`])).stdout;
  expect(await shell("spawn child hello")).toContain("You said: hello");
  const listed = await shell("list --all");
  expect(listed).toContain("child");
  expect(listed).not.toContain("private");
  expect(await shell("send child more")).toContain("You said: more");
  for (const command of ["status private", "send private hi", "stop private", "history private", "delete private --force"])
    expect(await shell(command)).toContain('There is no session named "private".');
  expect(await shell("stop child")).toContain("child is stopped.");
  expect(await shell("kill child")).toContain("child was killed.");
  const all = (await agent.run(["session", "list", "--json"])).json<readonly NamedSession[]>();
  expect(all.map(({ name, purpose }) => `${name}: ${purpose}`).sort()).toEqual(["child: agent", "private: person"]);
});
