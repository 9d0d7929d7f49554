import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startModelServer } from "../../examples/driver/test/model-server.ts";
import { root } from "../source-files.ts";
import { eventually } from "./claude-house.ts";
import { examples, installPacked } from "./outside/install-packed.ts";
import { startNtfy } from "./outside/start-ntfy.ts";

const run = promisify(execFile);

let folder = "";
let installed: readonly string[] = [];
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-outside-")));
  mkdirSync(join(folder, "home"));
  installed = await installPacked(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An agent's folder beside the installed packages, and the packed `instar`. It is stopped at the end, also when it never started. */
function openAgent(name: string, config: string) {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name, private: true, type: "module", dependencies: dependencies() }));
  writeFileSync(join(project, "instar.config.ts"), config);
  const instar = async (...args: readonly string[]): Promise<string> => {
    const env = { PATH: process.env.PATH, HOME: join(folder, "home"), TMPDIR: join(folder, "home") };
    return (await run(process.execPath, [join(folder, "node_modules/instar/bin/instar.js"), ...args], { cwd: project, env })).stdout;
  };
  return {
    project,
    instar,
    async ask<T>(...args: readonly string[]): Promise<T> {
      return JSON.parse(await instar(...args, "--json")) as T;
    },
    /** One message of the Model Context Protocol, as the owner. */
    async mcp(method: string, params: object): Promise<string> {
      const { url } = JSON.parse(readFileSync(join(project, ".instar/http.json"), "utf8")) as { url: string };
      const token = readFileSync(join(project, ".instar/secrets/owner-token"), "utf8").trim();
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "application/json, text/event-stream" };
      return (await fetch(new URL("/mcp", url), { method: "POST", headers, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }) })).text();
    },
    async [Symbol.asyncDispose]() {
      await instar("stop").catch(() => undefined); // it may never have started: the assertion before says so
    },
  };
}

const dependencies = () => Object.fromEntries(["@instar/plugin-mcp", ...installed].map((name) => [name, "*"]));
const states = async (agent: ReturnType<typeof openAgent>) => {
  const plugins = await agent.ask<readonly { name: string; state: string }[]>("plugins");
  return plugins.map(({ name, state }) => `${name} ${state}`);
};

test("every example is packed with what its package.json promises, and nothing that only its author needs", () => {
  expect(installed).toHaveLength(examples.length);
  for (const name of installed) {
    const unpacked = join(folder, "node_modules", name);
    const { instar } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8")) as { instar?: { commands?: Record<string, { file: string }> } };
    expect(readdirSync(unpacked).sort(), name).toEqual(["README.md", "dist", "package.json"]);
    for (const file of ["dist/index.js", "dist/index.d.ts", ...Object.values(instar?.commands ?? {}).map((command) => command.file)])
      expect(existsSync(join(unpacked, file)), `${name}: ${file}`).toBe(true);
  }
});

test("in an agent that was made from a checkout, a package is begun with the packages that the agent keeps", async () => {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { instar: "file:.instar-packages/instar-0.1.0.tgz" } }));
  const { instar } = openAgent("begins", "");
  const begun = join(folder, "begun");
  await instar("plugins", "create", "no-release", "--kind", "gate", "--folder", begun);
  const { devDependencies } = JSON.parse(readFileSync(join(begun, "package.json"), "utf8")) as { devDependencies: Record<string, string> };
  const ours = Object.entries(devDependencies).filter(([name]) => name.startsWith("@instar/"));
  expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining(["@instar/kernel", "@instar/testing", "@instar/plugin-store"]));
  expect(
    ours.filter(([, from]) => !existsSync(join(begun, from.replace(/^file:/, "")))),
    "packages that are not there",
  ).toEqual([]);
});

test("a gate has 15 lines at most, and a channel 60", () => {
  const linesOf = (example: string) =>
    readFileSync(join(root, "examples", example, "src/index.ts"), "utf8")
      .trimEnd()
      .split("\n").length;
  expect(linesOf("gate")).toBeLessThanOrEqual(15);
  expect(linesOf("channel")).toBeLessThanOrEqual(60);
});

test("the gate denies, the channel answers, the job runs, the tool counts and the command prints", async () => {
  await using ntfy = await startNtfy();
  await using agent = openAgent(
    "kira",
    `import access from "@instar/plugin-access";
import mcp from "@instar/plugin-mcp";
import offline from "@instar/plugin-offline";
import { defineConfig } from "instar";
import lowDisk from "instar-plugin-low-disk";
import noForcePush from "instar-plugin-no-force-push";
import ntfy from "instar-plugin-ntfy";
import tally from "instar-plugin-tally";
import who from "instar-plugin-who";
import runJobs from "./run-jobs.ts";

export default defineConfig({
  name: "kira",
  plugins: [
    offline(), mcp(), access({ owners: ["ntfy:kira"] }), runJobs(),
    noForcePush(), ntfy({ topics: ["kira"], server: "${ntfy.url}", pollMs: 50 }), lowDisk({ leastGb: 1_000_000_000 }), tally(), who(),
  ],
});
`,
  );
  writeFileSync(
    join(agent.project, "run-jobs.ts"),
    `import { definePlugin } from "@instar/kernel";
import { Jobs } from "@instar/kernel/contracts";

/** In the place of a scheduler: each job runs once, when everything is up. */
export default definePlugin({
  api: 1,
  name: "run-jobs",
  setup({ hooks, contributions, clock, signal }) {
    hooks.ready.tap("run each job once", async () => {
      for (const { value } of contributions(Jobs)) await value.run({ dueAt: clock.now(), attempt: 1, signal });
    });
  },
});
`,
  );
  await agent.instar("start");
  await ntfy.say("create hello.txt");
  await eventually(() => ntfy.answers().length > 0, "an answer on the channel");
  expect(readdirSync(agent.project)).toContain("hello.txt");
  await ntfy.say("run git push --force");
  await eventually(() => ntfy.answers().some((text) => text.includes("A force push rewrites shared history.")), "the denial on the channel");
  expect(await agent.instar("hooks")).toContain("protect shared branches");
  expect(await agent.ask("who")).toMatchObject([{ who: "kira", channel: "ntfy", messages: 2 }]);

  expect(await agent.mcp("tools/list", {})).toContain("Counts things");
  await agent.mcp("tools/call", { name: "tally", arguments: { what: "coffee" } });
  expect(await agent.mcp("tools/call", { name: "tally", arguments: { what: "coffee", by: 2 } })).toContain("coffee: 3");

  expect(await agent.ask("attention")).toMatchObject([{ key: "low-disk", text: expect.stringContaining("GB are free") }]);
}, 60_000);

test("the driver answers, the store holds what was said over a restart, and all that the preset brings is up", async () => {
  await using ntfy = await startNtfy();
  const model = await startModelServer();
  try {
    await using agent = openAgent(
      "mira",
      `import { defineConfig } from "instar";
import careful from "instar-preset-careful";
import jsonStore from "instar-plugin-json-store";
import localModel from "instar-plugin-local-model";
import ntfy from "instar-plugin-ntfy";

export default defineConfig({
  name: "mira",
  plugins: [jsonStore(), localModel({ model: "small", server: "${model.url}" }), careful({ owners: ["ntfy:kira"] }), ntfy({ topics: ["kira"], server: "${ntfy.url}", pollMs: 50 })],
});
`,
    );
    await agent.instar("start");
    expect(await states(agent)).toEqual(expect.arrayContaining(["json-store up", "local-model up", "access up", "sessions up", "ask-before-sending up"]));
    await ntfy.say("the key is under the mat");
    await eventually(() => ntfy.answers().length === 1, "an answer of the model");
    expect(ntfy.answers()[0]).toContain("You said: ");

    await agent.instar("restart");
    expect(existsSync(join(agent.project, ".instar/store.json"))).toBe(true);
    expect(existsSync(join(agent.project, ".instar/instar.db"))).toBe(false);
    await ntfy.say("what did I say?");
    await eventually(() => ntfy.answers().length === 2, "an answer after the restart");
    expect(
      model.asked
        .at(-1)
        ?.messages.map(({ content }) => content)
        .join("\n"),
    ).toContain("the key is under the mat");
    expect(await agent.ask("inbox")).toMatchObject([{ state: "answered" }, { state: "answered" }]);
  } finally {
    await model.close();
  }
}, 60_000);
