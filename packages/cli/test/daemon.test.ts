import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeAgentFolder } from "./agent-folder.ts";

const bin = fileURLToPath(new URL("../bin/instar.js", import.meta.url));

const careless = `import { defineConfig, definePlugin } from "instar";
import echo from "./echo-driver.ts";
const careless = definePlugin({ api: 1, name: "careless", setup() {
  setTimeout(() => { throw new Error("thrown from a timer"); }, 10);
  void Promise.reject(new Error("rejected and forgotten"));
} });
const broken = definePlugin({ api: 1, name: "broken", setup() { throw new Error("no such luck"); } });
export default defineConfig({ name: "kira", plugins: [echo(), careless(), broken()] });
`;

test("what a plugin forgets to catch is logged and does not end the agent; one that fails its set-up is named", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config: careless });
  const started = await agent.run(["start"]);
  expect(started.code).toBe(0);
  expect(started.stderr).toContain("The plugin broken is not up: ");
  const log = () => readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8");
  await expect.poll(log).toContain("thrown from a timer");
  expect(log()).toContain("rejected and forgotten");
  expect((await agent.run(["chat", "--once", "still there?"])).stdout).toBe("1: still there?\n");
  expect((await agent.run(["status"])).stdout).toContain("Failed:    broken:");
  expect((await agent.run(["plugins"])).stdout).toMatch(/broken\s.*failed/);
});

test("an agent that nobody could talk to is not started, and the first cause is named", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  agent.write(".instar/instar.db", "This is no database.".repeat(500));
  const started = await agent.run(["start"]);
  expect(started.code).toBe(1);
  expect(started.stderr).toContain("Nobody could talk to the agent, so it was not started: the plugin store is not up.");
  expect(started.stderr).toContain("whenBroken");
  expect((await agent.run(["status"])).code).toBe(3);
  agent.write(
    "instar.config.ts",
    'import { defineConfig, definePlugin, service } from "instar";\nconst store = definePlugin({ api: 1, name: "broken-store", provides: service("store"), setup() { throw new Error("no disk"); } });\nexport default defineConfig({ name: "kira", plugins: [store()] });\n',
  );
  expect((await agent.run(["start", "--json"])).json()).toMatchObject({ error: { code: "CLI_NOBODY_HEARS", message: expect.stringContaining("no disk") } });
  expect((await agent.run(["chat", "--once", "hello", "--timeout", "20"])).code).toBe(3);
});

test("in the foreground the agent lives in the terminal's process and Ctrl-C ends it in order", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const child = spawn(process.execPath, [bin, "start", "--foreground"], { cwd: agent.folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  await expect.poll(() => said).toContain("Ctrl-C stops it");
  expect((await agent.run(["status", "--json"])).json()).toMatchObject({ running: true, pid: child.pid });
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(said).toContain("Stopped.");
  expect((await agent.run(["status"])).code).toBe(3);
});

test("while the config is being read, the agent says that it is warming up, and SIGTERM is obeyed", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({
    config: `import { existsSync } from "node:fs";
import { defineConfig } from "instar";
import echo from "./echo-driver.ts";
while (!existsSync(new URL("go", import.meta.url))) await new Promise((resolve) => setTimeout(resolve, 20));
export default defineConfig({ name: "kira", plugins: [echo()] });
`,
  });
  const starting = agent.run(["start", "--json"]);
  await expect.poll(async () => (await agent.run(["status", "--json"])).json()["phase"]).toBe("warming");
  expect((await agent.run(["start"])).stderr).toContain("already running");
  const early = agent.run(["chat", "--once", "early"]);
  agent.write("go", "");
  expect((await early).stdout).toBe("1: early\n");
  const { pid } = (await starting).json<{ pid: number }>();
  process.kill(pid, "SIGTERM");
  await expect.poll(async () => (await agent.run(["status"])).code).toBe(3);
});

test("two starts at once end with one agent", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  const both = await Promise.all([agent.run(["start", "--json"]), agent.run(["start", "--json"])]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)?.json()).toMatchObject({
    error: { code: expect.stringMatching(/^CLI_(ALREADY_RUNNING|NOT_ANSWERING|FOLDER_IN_USE)$/) },
  });
});
