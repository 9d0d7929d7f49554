import { readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { probeAgent } from "../src/project/probe-agent.ts";
import { makeAgentFolder } from "./agent-folder.ts";

interface Status {
  readonly running: boolean;
  readonly pid: number;
  readonly driver: string;
  readonly phase: string;
}

test("an agent is started, asked, restarted and stopped, with exit codes that scripts can use", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const before = await agent.run(["status"]);
  expect(before.code).toBe(3);
  expect(before.stdout).toContain("Start it with `instar start`");

  const started = await agent.run(["start", "--json"]);
  expect(started.stderr).toBe(
    "Only what decides over the agent is guarded (.instar, its config and commands): nothing else stands between the agent and its tools.\n",
  );
  expect(started.json()).toMatchObject({ started: true, name: "kira", folder: agent.folder });
  const status = await agent.run(["status", "--json"]);
  expect(status.code).toBe(0);
  expect(status.json<Status>()).toMatchObject({
    running: true,
    phase: "running",
    driver: "echo",
    channels: expect.arrayContaining([expect.objectContaining({ id: "local", state: "open" })]),
  });

  const again = await agent.run(["start"]);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain(`already running in ${agent.folder}, as process ${status.json<Status>().pid}`);

  const restarted = await agent.run(["server", "restart", "--json"]);
  expect(restarted.json()).toMatchObject({ stopped: status.json<Status>().pid });
  expect(restarted.json<Status>().pid).not.toBe(status.json<Status>().pid);
  expect((await agent.run(["stop"])).stdout).toContain("has stopped");
  expect((await agent.run(["server", "status"])).code).toBe(3);
  expect((await agent.run(["stop"])).stdout).toContain("was not running");
});

describe("one agent after the other in a folder:", () => {
  const agent = makeAgentFolder();
  beforeAll(async () => void (await agent.run(["start"])));
  afterAll(() => agent[Symbol.asyncDispose]());

  test("what an agent keeps is readable by its owner only", { timeout: 90_000 }, async () => {
    const mode = (path: string) => (statSync(join(agent.folder, ".instar", path)).mode & 0o777).toString(8);
    expect({
      home: mode("."),
      secrets: mode("secrets"),
      token: mode("secrets/owner-token"),
      run: mode("run.json"),
      log: mode("logs/instar.log"),
      socket: mode("daemon.sock"),
      db: mode("instar.db"),
    }).toEqual({
      home: "700",
      secrets: "700",
      token: "600",
      run: "600",
      log: "600",
      socket: "600",
      db: "600",
    });
  });

  test("an agent that hangs is told apart from one that is gone", { timeout: 90_000 }, async () => {
    const { pid } = (await agent.run(["status", "--json"])).json<Status>();
    process.kill(pid, "SIGSTOP");
    try {
      const status = await agent.run(["status", "--json"]);
      expect(status.code).toBe(3);
      expect(status.json()).toMatchObject({ running: false, phase: "not answering", lastPid: pid });
    } finally {
      process.kill(pid, "SIGCONT");
    }
  });

  test("an agent that was killed is reported dead and starts again", { timeout: 90_000 }, async () => {
    const { pid } = (await agent.run(["status", "--json"])).json<Status>();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ running: false, phase: "stopped" });
    expect(await agent.run(["status"])).toMatchObject({ code: 3, stdout: expect.stringContaining(`It was process ${pid}`) });
    expect((await agent.run(["start"])).code).toBe(0);
  });

  test("SIGTERM ends the daemon in order", { timeout: 90_000 }, async () => {
    const { pid } = (await agent.run(["status", "--json"])).json<Status>();
    process.kill(pid, "SIGTERM");
    await expect.poll(() => probeAgent(agent.folder)).toMatchObject({ running: false, phase: "stopped" });
    expect((await agent.run(["status"])).code).toBe(3);
    expect(readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8")).toContain('"msg":"Stopped."');
  });
});

test("a folder whose path is too long for a socket works all the same", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ below: "long-".repeat(30) });
  expect((await agent.run(["start"])).code).toBe(0);
  expect((await agent.run(["chat", "--once", "hello"])).stdout).toBe("1: hello\n");
  const { socket } = JSON.parse(readFileSync(join(agent.folder, ".instar/run.json"), "utf8")) as { socket: string };
  expect(socket.startsWith(tmpdir())).toBe(true);
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
});

test("every mistake of a config is reported at once, by start and by validate", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, definePlugin, env, service } from "instar";
import { z } from "zod";
const A = service("a");
const plugin = (name, more) => definePlugin({ api: 1, name, setup: () => ({}), ...more });
const picky = plugin("picky", { options: z.object({ limit: z.number(), token: z.string().optional() }) });
export default defineConfig({ name: "kira", plugins: [
  picky({ limit: "many", tokn: 1, token: env("NOT_SET_ANYWHERE") }), ["instar-plugin-nowhere"],
  plugin("one", { provides: A })(), plugin("two", { provides: A })(), plugin("three", { needs: { b: service("b") } })() ] });
`,
  });
  for (const command of [["start"], ["config", "validate"]]) {
    const { code, stderr } = await agent.run(command);
    expect(code).toBe(1);
    for (const said of ["picky.limit", "picky.tokn", "NOT_SET_ANYWHERE", "instar-plugin-nowhere", 'provides "a"', 'needs "b"']) expect(stderr).toContain(said);
  }
  const { json } = await agent.run(["start", "--json"]);
  expect(json()).toMatchObject({ error: { code: "KERNEL_CONFIG_INVALID" } });
  expect((await agent.run(["status"])).code).toBe(3);
});
