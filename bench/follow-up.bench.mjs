import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { connectAgent } from "@instar/client";
import { systemClock } from "@instar/kernel";
import { claudeExecutable, claudeTestEnvironment, startModelEndpoint } from "@instar/testing/model-endpoint";
import { createCarriedSettings } from "../packages/plugin-claude/dist/carried-settings.js";
import { createClaudeDriver } from "../packages/plugin-claude/dist/claude-driver.js";
import { createGuarding } from "../packages/plugin-claude/dist/guarding.js";
import { claudeOptions } from "../packages/plugin-claude/dist/options.js";

const turns = 15;
const run = promisify(execFile);
const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** How long a new process of the program takes to go on with a conversation, in ms. */
async function resumeAnew(session, cwd, env) {
  const resume = ["-p", "--resume", session, "--output-format", "json", "--setting-sources", "", "--permission-mode", "bypassPermissions", "ping"];
  const began = performance.now();
  const running = run(claudeExecutable(), resume, { cwd, env });
  running.child.stdin.end();
  await running;
  return performance.now() - began;
}

/** A follow-up to a living session of the driver, beside a new process of the same program that resumes; the model answers at once. */
async function compareFollowUp() {
  const folder = await mkdtemp(join(tmpdir(), "instar-bench-"));
  const [home, cwd, state] = ["home", "cwd", "state"].map((name) => join(folder, name));
  for (const path of [home, cwd, state]) mkdirSync(path);
  const endpoint = await startModelEndpoint({ respond: () => "pong" });
  const environment = claudeTestEnvironment({ endpoint, home });
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const options = claudeOptions.parse({ executable: claudeExecutable() });
  const places = { cwd, project: cwd, configFolder: environment.CLAUDE_CONFIG_DIR, home };
  const guarding = createGuarding(log);
  const carried = createCarriedSettings({ stateFolder: state, carry: options.carry, places, log });
  const driver = createClaudeDriver({ options, paths: { project: cwd, state }, clock: systemClock, log, approvals: undefined, guarding, carried, environment });
  const ends = new Map();
  const host = {
    decide: async () => ({ allow: true, advice: [] }),
    toolDone: async (result) => result,
    compacting: async (_trigger, instructions) => instructions,
    compacted: async () => [],
    emit: async (event) => event.type === "turn-end" && ends.get(event.inputs[0])?.(),
  };
  const opened = performance.now();
  const session = await driver.spawn({ ref: { id: "bench", driver: "claude" }, cwd, system: "You are Kira.", env: {} }, host, new AbortController().signal);
  const readyMs = performance.now() - opened;
  const say = async () => {
    const id = randomUUID();
    const began = performance.now();
    const ended = new Promise((resolve) => ends.set(id, resolve));
    await session.send({ id, text: "ping" });
    await ended;
    return performance.now() - began;
  };
  await say();
  const living = [];
  const fresh = [];
  try {
    for (let turn = 0; turn < turns; turn += 1) living.push(await say());
    const { data } = await session.stop(5_000);
    for (let turn = 0; turn < turns; turn += 1) fresh.push(await resumeAnew(data.session, cwd, environment));
  } finally {
    await session.stop(0);
    await guarding[Symbol.asyncDispose]();
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
  const ratio = median(fresh) / median(living);
  return { value: median(living), unit: "ms", against: "a new `claude -p --resume`", ratio, note: `a session is ready in ${Math.round(readyMs)} ms` };
}

/** The same through the whole house: a script sends a prompt to a named session of the daemon, and has the answer. */
async function compareNamedFollowUp() {
  const folder = realpathSync(await mkdtemp(join(tmpdir(), "instar-bench-")));
  const home = join(folder, "home");
  mkdirSync(home);
  const endpoint = await startModelEndpoint({ respond: () => "pong" });
  const env = claudeTestEnvironment({ endpoint, home });
  symlinkSync(modules, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", private: true, type: "module" }));
  const options = JSON.stringify({ executable: claudeExecutable(), allowRoot: true });
  writeFileSync(
    join(folder, "instar.config.mjs"),
    `import { defineConfig } from "instar";\nimport claude from "@instar/plugin-claude";\nexport default defineConfig({ name: "bench", plugins: [claude(${options})] });\n`,
  );
  const command = (...words) => run(process.execPath, [instar, ...words], { cwd: folder, env });
  const timed = async (work) => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const [living, typed, fresh] = [[], [], []];
  await command("start");
  try {
    const agent = await connectAgent(folder);
    await agent.sessions.ask("bench", "ping");
    for (let turn = 0; turn < turns; turn += 1) living.push(await timed(() => agent.sessions.ask("bench", "ping")));
    for (let turn = 0; turn < turns; turn += 1) typed.push(await timed(() => command("session", "send", "bench", "ping")));
    await agent.sessions.stop("bench");
    await agent[Symbol.asyncDispose]();
    const [transcript] = readdirSync(join(env.CLAUDE_CONFIG_DIR, "projects"), { recursive: true }).filter((name) => name.endsWith(".jsonl"));
    const id = transcript.replace(/^.*\/|\.jsonl$/g, "");
    for (let turn = 0; turn < turns; turn += 1) fresh.push(await resumeAnew(id, folder, env));
  } finally {
    await command("stop");
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
  const ratio = median(fresh) / median(living);
  const note = `${Math.round(median(typed))} ms as \`instar session send\`, most of it the start of the command`;
  return { value: median(living), unit: "ms", against: "a new `claude -p --resume`", ratio, note };
}

export default [
  { name: "a follow-up to a living session", budget: { min: 5, of: "ratio" }, run: compareFollowUp },
  { name: "a follow-up to a named session, from a script", budget: { min: 5, of: "ratio" }, run: compareNamedFollowUp },
];
