import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { systemClock } from "@instar/kernel";
import { claudeExecutable, claudeTestEnvironment, startModelEndpoint } from "@instar/testing/model-endpoint";
import { createCarriedSettings } from "../packages/plugin-claude/dist/carried-settings.js";
import { createClaudeDriver } from "../packages/plugin-claude/dist/claude-driver.js";
import { createGuarding } from "../packages/plugin-claude/dist/guarding.js";
import { claudeOptions } from "../packages/plugin-claude/dist/options.js";

const turns = 15;
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

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
    const resume = ["-p", "--resume", data.session, "--output-format", "json", "--setting-sources", "", "--permission-mode", "bypassPermissions", "ping"];
    for (let turn = 0; turn < turns; turn += 1) {
      const began = performance.now();
      const running = promisify(execFile)(claudeExecutable(), resume, { cwd, env: environment });
      running.child.stdin.end();
      await running;
      fresh.push(performance.now() - began);
    }
  } finally {
    await session.stop(0);
    await guarding[Symbol.asyncDispose]();
    await endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
  const ratio = median(fresh) / median(living);
  return { value: median(living), unit: "ms", against: "a new `claude -p --resume`", ratio, note: `a session is ready in ${Math.round(readyMs)} ms` };
}

export default { name: "a follow-up to a living session", budget: { min: 5, of: "ratio" }, run: compareFollowUp };
