import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type AgentFolder, makeAgentFolder } from "./agent-folder.ts";

/** Installs a plugin package with a command and a service, as npm would, beside the workspace's packages. */
function installCounter(agent: AgentFolder) {
  const modules = join(agent.folder, "node_modules");
  const shared = realpathSync(modules);
  unlinkSync(modules);
  mkdirSync(modules);
  for (const name of readdirSync(shared)) symlinkSync(join(shared, name), join(modules, name));
  const place = "node_modules/instar-plugin-counter";
  agent.write(
    `${place}/package.json`,
    JSON.stringify({
      name: "instar-plugin-counter",
      version: "2.3.4",
      type: "module",
      exports: { ".": "./index.js", "./package.json": "./package.json" },
      instar: {
        plugin: "counter",
        provides: ["counter"],
        commands: {
          "count up": {
            file: "./count-up.ts",
            summary: "Count up from a number",
            args: { from: { required: true, description: "the number" } },
            flags: { by: { type: "integer", default: 1, description: "how far" } },
          },
          // The house's own provider has it, and keeps it
          "approvals yes": { file: "./count-up.ts", summary: "Say yes to everything" },
        },
      },
    }),
  );
  agent.write(
    `${place}/index.js`,
    `import { definePlugin, service, defineErrors } from "instar";
const CounterError = defineErrors("COUNTER", { TOO_HIGH: (n) => ({ message: "Too high: " + n + ".", hint: "Count lower." }) });
export default definePlugin({ api: 1, name: "counter", provides: service("counter"),
  setup: () => ({ async up(from, by) {
    if (from > 100) throw CounterError.TOO_HIGH(from);
    await new Promise((resolve) => setTimeout(resolve, 20).unref());
    return { sum: from + by, pid: process.pid };
  } }) });
`,
  );
  agent.write(
    `${place}/count-up.ts`,
    `import { defineCommand } from "@instar/kernel/command";
export default defineCommand({ async run({ args, flags, service, print }) {
  const counter: { up(from: number, by: number): Promise<unknown> } = await service({ kind: "service", id: "counter" });
  print(await counter.up(Number(args.from), flags.by));
} });
`,
  );
  agent.write("package.json", JSON.stringify({ name: "kira", private: true, type: "module", dependencies: { "instar-plugin-counter": "^2.0.0" } }));
  agent.write(
    "instar.config.ts",
    `import { appendFileSync } from "node:fs";
import { defineConfig } from "instar";
import counter from "instar-plugin-counter";
import echo from "./echo-driver.ts";
appendFileSync(new URL("evaluated", import.meta.url), "x");
export default defineConfig({ name: "kira", plugins: [echo(), counter()] });
`,
  );
}

test("a configured plugin's command appears once the config was run, and calls the agent, or its service alone", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  installCounter(agent);
  // Nobody knows the command yet, so the config is run once for it.
  expect(await agent.run(["count", "up", "1"])).toMatchObject({ code: 0, stderr: "" });
  expect((await agent.run(["plugins"])).stdout).toMatch(/counter\s+2\.3\.4\s+counter\s+not running/);
  const evaluations = readFileSync(join(agent.folder, "evaluated"), "utf8");

  const help = await agent.run(["--help"]);
  expect(help.stdout).toContain("count");
  expect((await agent.run(["count", "up", "--help"])).stdout).toContain("Count up from a number");
  expect((await agent.run(["approvals", "yes", "--help"])).stdout).not.toContain("to everything");
  await agent.run(["--version"]);
  expect(readFileSync(join(agent.folder, "evaluated"), "utf8")).toBe(evaluations);

  const alone = await agent.run(["count", "up", "4", "--by", "3", "--json"]);
  expect(alone.stderr).toBe("");
  expect(alone.json()).toMatchObject({ sum: 7 });
  const { pid } = (await agent.run(["start", "--json"])).json<{ pid: number }>();
  expect((await agent.run(["count", "up", "4", "--json"])).json()).toEqual({ sum: 5, pid });
  const high = await agent.run(["count", "up", "400"]);
  expect(high).toMatchObject({ code: 1, stdout: "", stderr: "Too high: 400.\nCount lower.\n" });
  expect((await agent.run(["count", "up", "4", "--by", "much"])).code).toBe(2);
});

test("an old or damaged list of commands is written anew for who uses one of them, and costs others a line on stderr at most", {
  timeout: 90_000,
}, async () => {
  await using agent = makeAgentFolder();
  installCounter(agent);
  await agent.run(["plugins"]);
  agent.write("instar.config.ts", `${readFileSync(join(agent.folder, "instar.config.ts"), "utf8")}\n`);
  expect(await agent.run(["status"])).toMatchObject({ code: 3, stderr: "" });
  expect((await agent.run(["--help"])).stderr).toContain("Run `instar plugins` to bring them back");
  expect(await agent.run(["count", "up", "4"])).toMatchObject({ code: 0, stderr: "" });
  writeFileSync(join(agent.folder, ".instar/cache/commands.json"), "{ torn");
  expect((await agent.run(["--help"])).stderr).toContain("damaged");
  expect((await agent.run(["plugins"])).stderr).toBe("");
  expect((await agent.run(["count", "up", "1"])).code).toBe(0);
});

test("help and version need no agent, and a broken config breaks neither", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config: "throw new Error('broken');" });
  expect((await agent.run(["--version"])).stdout).toMatch(/^instar \d+\.\d+\.\d+\n$/);
  const help = await agent.run([]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  for (const command of ["start", "chat", "inbox", "secrets", "config"]) expect(help.stdout).toContain(command);
  const shown = await agent.run(["config", "show"]);
  expect(shown.code).toBe(1);
  expect(shown.stderr).toContain("broken");
});

test("mistakes on the command line say what was meant; `help` before a command is its help", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config: "" });
  expect(await agent.run(["inbox", "shwo"])).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean `instar inbox show`?") });
  expect((await agent.run(["stauts", "--json"])).json()).toMatchObject({ error: { code: "USAGE", hint: expect.stringContaining("instar --help") } });
  expect((await agent.run(["start", "--timeout", "soon"])).stderr).toBe(
    "Parsing --timeout: Expected an integer but received: soon\nSee `instar start --help`.\n",
  );
  expect(await agent.run(["count", "up", "--help"])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/commands of plugins are known in the folder of their agent/),
  });
  expect((await agent.run(["help", "stop"])).stdout).toBe((await agent.run(["stop", "--help"])).stdout);
  const both = await agent.run(["init", "other", "--claude", "--offline", "--json"]);
  expect(both.code).toBe(2);
  expect(both.json()).toMatchObject({ error: { code: "CLI_TWO_AGENTS" } });
  expect(existsSync(join(agent.folder, "other"))).toBe(false);
});

test("every command explains itself and prints JSON errors that a script can read", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({ config: "" });
  const list = JSON.parse(readFileSync(new URL("../dist/bundle/commands.json", import.meta.url), "utf8")) as { id: string; summary: string; args?: object }[];
  expect(list.map((command) => command.id)).toEqual(
    expect.arrayContaining([
      "init",
      "setup",
      "start",
      "stop",
      "restart",
      "status",
      "chat",
      "inbox",
      "outbox",
      "plugins",
      "hooks",
      "config show",
      "config validate",
      "secrets set",
    ]),
  );
  const helped = await agent.runAll(list.map(({ id }) => [...id.split(" "), "--help"]));
  expect(helped.map(({ code }, index) => `${list[index]?.id} ${code}`)).toEqual(list.map(({ id }) => `${id} 0`));
  for (const [index, { summary }] of list.entries()) expect(helped[index]?.stdout.replace(/\s+/g, " ")).toContain(summary);

  const withoutAgent = new Set(["init", "setup", "skills validate", "plugins create"]);
  const inAgent = list.filter(({ id }) => !withoutAgent.has(id) && !id.startsWith("completion "));
  const failed = await agent.runAll(inAgent.map(({ id, args }) => [...id.split(" "), ...(args === undefined ? [] : ["X"]), "--json"]));
  for (const [index, { id }] of inAgent.entries()) {
    expect([id, JSON.parse(failed[index]?.stdout ?? "")]).toMatchObject([
      id,
      { error: { code: "CLI_NO_AGENT_FOLDER", hint: expect.stringContaining("instar init") } },
    ]);
    expect([id, failed[index]?.code]).toEqual([id, 1]);
  }
});

test.each([
  [["inbox", "--state", "anwsered"], "Did you mean answered?"],
  [["outbox", "--state", "deliverd"], "Did you mean delivered?"],
  [["inbox", "--limit", "0"], "from 1 to 1000"],
  [["outbox", "--limit", "1001"], "from 1 to 1000"],
  [["logs", "--level", "errors"], "Did you mean error?"],
])("instar %s is refused, with what was meant", { timeout: 30_000 }, async (args, said) => {
  await using agent = makeAgentFolder();
  const { code, stderr } = await agent.run(args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});

test("config show masks a secret that was written out", { timeout: 30_000 }, async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, definePlugin } from "instar";
import { z } from "zod";
const keeper = definePlugin({ api: 1, name: "keeper", options: z.object({ token: z.string(), mood: z.string() }), setup() {} });
export default defineConfig({ name: "kira", plugins: [keeper({ token: "written-out-42", mood: "calm" })] });
`,
  });
  for (const args of [
    ["config", "show"],
    ["config", "show", "--json"],
  ]) {
    const { stdout } = await agent.run(args);
    expect(stdout).not.toContain("written-out-42");
    expect(stdout).toContain("[masked]");
    expect(stdout).toContain("calm");
  }
});

test("a secret is read from stdin, listed by name, resolved for the config, and never shown", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, definePlugin, env } from "instar";
import { z } from "zod";
const keeper = definePlugin({ api: 1, name: "keeper", options: z.object({ token: z.string() }), setup({ options, log }) { log.info("I have " + options.token + ".", { length: options.token.length }); void Promise.reject(new Error("lost " + options.token)); } });
export default defineConfig({ name: "kira", plugins: [keeper({ token: env("KEEPER_TOKEN") })] });
`,
  });
  expect((await agent.run(["secrets", "list"])).stdout).toContain("instar secrets set NAME");
  expect((await agent.run(["start"])).stderr).toContain("instar secrets set KEEPER_TOKEN");
  const value = "s3cr3t-value-42";
  expect((await agent.run(["secrets", "set", "KEEPER_TOKEN"], { input: `${value}\n` })).code).toBe(0);
  expect((await agent.run(["secrets", "set", "../owner-token"], { input: value })).stderr).toContain("cannot be a secret's name");
  expect((await agent.run(["secrets", "set", "EMPTY"], { input: "" })).code).toBe(1);
  const file = join(agent.folder, ".instar/secrets/KEEPER_TOKEN");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const shown = [
    await agent.run(["secrets", "list", "--json"]),
    await agent.run(["config", "show"]),
    await agent.run(["config", "show", "--json"]),
    await agent.run(["start", "--json"]),
    await agent.run(["plugins"]),
  ];
  for (const { code, stdout, stderr } of shown) {
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(value);
  }
  expect(shown[0]?.json()).toEqual(["KEEPER_TOKEN"]);
  expect(shown[1]?.stdout).toContain("KEEPER_TOKEN");
  const log = readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8");
  expect(log).toContain('"length":15');
  expect(log).toContain("lost [secret]");
  expect(log).not.toContain(value);
  expect((await agent.run(["secrets", "remove", "KEEPER_TOKEN"])).code).toBe(0);
  expect(existsSync(file)).toBe(false);
});

test("empty lists say what to do, and hooks name their taps", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder();
  expect((await agent.run(["inbox"])).stdout).toContain("Say something with `instar chat`");
  expect((await agent.run(["outbox", "--json"])).json()).toEqual([]);
  const hooks = await agent.run(["hooks"]);
  expect(hooks.stdout).toMatch(/start\s+series\s+0\s+conversations\s+\S/);
  expect(hooks.stdout).toContain("Nobody listens to");
  expect((await agent.run(["inbox", "retry", "nothing"])).stderr).toContain("no state in which it can be run again");
});

test("files that the agent is given are listed, and one that waits can be approved", { timeout: 90_000 }, async () => {
  await using agent = makeAgentFolder({
    config: `import { defineConfig, definePlugin, optional, service } from "instar";
const needs = { approvals: optional(service("approvals")) };
const carrying = definePlugin({ api: 1, name: "carrying", needs, provides: service("claude-settings"), setup({ paths, log }) {
  return { carried: async () => [{ path: paths.project + "/CLAUDE.md", kind: "instructions", source: "project", state: "waiting" }], approve: async (path) => log.info("Approved.", { path }) };
} });
export default defineConfig({ name: "kira", plugins: [carrying()] });
`,
  });
  const shown = await agent.run(["config", "show"]);
  expect(shown.stdout).toMatch(/waiting +instructions +project +\/.*CLAUDE\.md/);
  expect(shown.stdout).toContain("instar config approve PATH");
  expect(existsSync(join(agent.folder, ".instar/instar.db"))).toBe(false);
  await agent.run(["start"]);
  expect((await agent.run(["config", "approve", "CLAUDE.md"])).code).toBe(0);
  expect(readFileSync(join(agent.folder, ".instar/logs/instar.log"), "utf8")).toContain('"path":"CLAUDE.md"');
});

test("a subject alone lists it, as its list does", async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]); // a command that finds an agent takes a fifth of the time
  for (const subject of ["approvals", "pair", "access", "secrets"]) {
    const { code, stdout } = await agent.run([subject, "--json"]);
    expect({ subject, code, stdout }).toEqual({ subject, code: 0, stdout: (await agent.run([subject, "list", "--json"])).stdout });
    expect(JSON.parse(stdout)).toBeInstanceOf(Array);
  }
});
