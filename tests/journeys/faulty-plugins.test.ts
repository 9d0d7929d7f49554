import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "../../packages/cli/test/agent-folder.ts";
import { goFirst } from "./go-first.ts";

interface Listed {
  readonly name: string;
  readonly state: string;
  readonly failures?: number;
  readonly error?: string;
}

const plugin = (name: string, body: string) =>
  `import { definePlugin } from "instar";\nexport default definePlugin({ api: 1, name: "${name}", setup({ hooks }) { ${body} } });\n`;

const faults: Readonly<Record<string, string>> = {
  "import-throws": `throw new Error("the moon is full");\nexport default () => undefined;\n`,
  "setup-throws": plugin("setup-throws", `throw new Error("the moon is full");`),
  "setup-rejects": plugin("setup-rejects", `return Promise.reject(new Error("the moon is full"));`),
  "setup-forgets": plugin("setup-forgets", `void Promise.reject(new Error("the moon is full"));`),
  "timer-rejects": plugin("timer-rejects", `hooks.start.tap("begin", () => void setTimeout(async () => { throw new Error("the moon is full"); }, 20));`),
  "timer-throws": plugin("timer-throws", `hooks.start.tap("begin", () => void setTimeout(() => { throw new Error("the moon is full"); }, 20));`),
};

const config = (names: readonly string[]) => `import { defineConfig } from "instar";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "kira", plugins: [offline(), ${names.map((name) => `["./plugins/${name}.ts"]`).join(", ")}] });
`;

function makeAgent(plugins: Readonly<Record<string, string>>): AgentFolder {
  const agent = makeAgentFolder({ config: config(Object.keys(plugins)) });
  for (const [name, text] of Object.entries(plugins)) agent.write(`plugins/${name}.ts`, text);
  return agent;
}

const listed = async (agent: AgentFolder) => new Map((await agent.run(["plugins", "--json"])).json<readonly Listed[]>().map((each) => [each.name, each]));
const logOf = (agent: AgentFolder) =>
  readFileSync(join(agent.folder, ".instar", "logs", "instar.log"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test("plugins that fail at import, in set-up, in a promise and in a timer leave the house alive, each by its name", { timeout: 90_000 }, async () => {
  await using agent = makeAgent(faults);
  const started = await agent.run(["start"]);
  expect(started).toMatchObject({ code: 0 });
  const names = Object.keys(faults);
  await expect.poll(async () => names.filter((name) => (logOf(agent) ?? []).some((line) => line["plugin"] === name))).toEqual(names);

  expect((await agent.run(["chat", "--once", "hello"])).stdout).toContain("hello");
  const plugins = await listed(agent);
  for (const name of names) expect(plugins.get(name)).toMatchObject({ failures: 1, error: expect.stringContaining("the moon is full") });
  expect(names.map((name) => plugins.get(name)?.state)).toEqual(["failed", "failed", "failed", "up", "up", "up"]);
});

test("a plugin that blocks the process is named while it does, and the house goes on afterwards", { timeout: 90_000 }, async () => {
  const busy = "const end = performance.now() + 5_000; while (performance.now() < end);";
  await using agent = makeAgent({ "busy-loop": plugin("busy-loop", `hooks.ready.tap("begin", () => void setTimeout(() => { ${busy} }, 4_000));`) });
  expect(await agent.run(["start"])).toMatchObject({ code: 0 });
  goFirst((JSON.parse(readFileSync(join(agent.folder, ".instar", "run.json"), "utf8")) as { pid: number }).pid);
  const warning = () => logOf(agent).find((line) => line["msg"] === "The agent's process does not get on: something blocks it.");
  await expect.poll(warning).toMatchObject({ level: "warn", plugin: "busy-loop", at: expect.stringContaining("plugins/busy-loop.ts"), blockedMs: 2_000 });

  await expect.poll(async () => (await listed(agent)).get("busy-loop")).toMatchObject({ state: "up", failures: 1 });
  expect((await agent.run(["chat", "--once", "hello"])).stdout).toContain("hello");
  expect((await listed(agent)).get("busy-loop")?.error).toMatch(/Nothing else could run for [345]\d{3} ms/);
  const [warned, reported] = logOf(agent).filter((line) => line["plugin"] === "busy-loop");
  expect(Date.parse(String(reported?.["time"])) - Date.parse(String(warned?.["time"]))).toBeGreaterThan(1_500);
});

test("a plugin that blocks the process in its set-up is named as well", { timeout: 90_000 }, async () => {
  const busy = "const end = performance.now() + 4_500; while (performance.now() < end);";
  await using agent = makeAgent({ "busy-loop": plugin("busy-loop", `void hooks; ${busy}`) });
  expect(await agent.run(["start"])).toMatchObject({ code: 0 });
  expect(logOf(agent).find((line) => line["level"] === "warn")).toMatchObject({ plugin: "busy-loop", at: expect.stringContaining("plugins/busy-loop.ts") });
});

test("a plugin that fails on and on is paused, its gate closed, and the log is not flooded", { timeout: 90_000 }, async () => {
  const storm = `hooks.ready.tap("begin", () => void setInterval(() => { throw new Error("the moon is full"); }, 10));`;
  await using agent = makeAgent({ storm: plugin("storm", storm).replace("setup(", 'guards: ["preToolUse"], setup(') });
  expect(await agent.run(["start"])).toMatchObject({ code: 0 });
  await expect
    .poll(async () => (await listed(agent)).get("storm"))
    .toMatchObject({ state: "paused", error: expect.stringContaining("failed 20 times within 60 s") });
  expect((await agent.run(["chat", "--once", "run echo hello"])).stdout).toContain("The guard storm is configured but not in place (paused");
  expect(logOf(agent).filter((line) => line["plugin"] === "storm" && line["level"] === "error")).toHaveLength(20);
});

test("a plugin that ends the process is named in the log before it is gone", { timeout: 90_000 }, async () => {
  await using agent = makeAgent({ leaving: plugin("leaving", `hooks.ready.tap("begin", () => void setTimeout(() => process.exit(3), 200));`) });
  await agent.run(["start"]);
  await expect.poll(() => logOf(agent).at(-1)).toMatchObject({ level: "error", msg: "A plugin ends the process of the agent.", plugin: "leaving", code: 3 });
  await expect.poll(async () => (await agent.run(["status"])).code).toBe(3);
});

test("a plugin that the config itself imports cannot fail alone: the start names the file and what to do", { timeout: 90_000 }, async () => {
  await using agent = makeAgent({ "import-throws": faults["import-throws"] as string });
  agent.write("instar.config.ts", `import broken from "./plugins/import-throws.ts";\nexport default { name: "kira", plugins: [broken()] };\n`);
  const started = await agent.run(["start"]);
  expect(started.code).not.toBe(0);
  expect(started.stderr).toContain(join(agent.folder, "plugins", "import-throws.ts"));
  expect(started.stderr).toContain("listed by its name");
});
