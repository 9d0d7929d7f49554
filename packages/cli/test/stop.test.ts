import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lives } from "@instar/process/lives";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

test("an agent whose socket was removed can still be stopped", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  rmSync(join(agent.folder, ".instar/daemon.sock"));
  expect((await agent.run(["stop", "--json"])).json()).toMatchObject({ stopped: true, pid });
  await expect.poll(() => lives(pid)).toBe(false);
  expect((await agent.run(["stop", "--json"])).json()).toMatchObject({ stopped: false });
});

test("an agent whose socket was removed is said to run, and a restart makes it reachable", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  rmSync(join(agent.folder, ".instar/daemon.sock"));
  expect((await agent.run(["status", "--json"])).json()).toMatchObject({ running: false, phase: "unreachable", lastPid: pid });
  for (const command of [["start"], ["chat", "--once", "hello"], ["inbox"], ["doctor"]]) {
    const { code, stdout, stderr } = await agent.run(command);
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`process ${pid}, but its socket .*was removed[\\s\\S]*instar restart`));
  }
  expect((await agent.run(["restart"])).code).toBe(0);
  expect((await agent.run(["chat", "--once", "hello"])).code).toBe(0);
});

test("nobody is stopped because run.json names them", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const runFile = join(agent.folder, ".instar/run.json");
  const run = readFileSync(runFile, "utf8");
  try {
    writeFileSync(runFile, run.replace(String(pid), String(stranger.pid)));
    process.kill(pid, "SIGSTOP");
    expect((await agent.run(["stop"])).code).toBe(1);
    expect(lives(stranger.pid as number)).toBe(true);
  } finally {
    process.kill(pid, "SIGCONT");
    writeFileSync(runFile, run);
    stranger.kill("SIGKILL");
  }
  expect((await agent.run(["stop", "--json"])).json()).toMatchObject({ stopped: true, pid });
});

test("an agent whose plugins do not let go ends all the same", { timeout: 120_000 }, async () => {
  const hanging = (name: string) => `definePlugin({ api: 1, name: "${name}", setup({ defer }) { defer(() => new Promise(() => undefined)); } })()`;
  const config = `import { defineConfig, definePlugin } from "instar";
import echo from "./echo-driver.ts";
export default defineConfig({ name: "kira", plugins: [echo(), ${hanging("one")}, ${hanging("two")}] });
`;
  await using agent = makeAgentFolder({ config });
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  expect((await agent.run(["stop", "--json"])).json()).toMatchObject({ stopped: true, pid });
});
