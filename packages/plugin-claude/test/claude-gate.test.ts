import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "@instar/kernel";
import { describeClaudeGate } from "@instar/testing/claude-gate";
import { claudeExecutable } from "@instar/testing/model-endpoint";
import { createCarriedSettings } from "../src/carried-settings.ts";
import { createClaudeDriver } from "../src/claude-driver.ts";
import { claudeEnvironment } from "../src/environment.ts";
import { hookRegistration } from "../src/hooks.ts";
import { launchLine } from "../src/launch-line.ts";
import { claudeOptions } from "../src/options.ts";
import { guarding } from "./harness.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };

describeClaudeGate("Claude Code", {
  async open(place, host, more) {
    const options = claudeOptions.parse({ executable: claudeExecutable(), ...more });
    const places = { cwd: place.cwd, project: place.cwd, configFolder: place.settings, home: place.home };
    const carried = createCarriedSettings({ stateFolder: place.state, carry: options.carry, places, log });
    const driver = createClaudeDriver({
      options,
      paths: { project: place.cwd, state: place.state },
      clock: systemClock,
      log,
      approvals: undefined,
      guarding,
      carried,
      environment: { ...place.environment, CLAUDE_CODE_SIMPLE: "1" },
    });
    return driver.spawn({ ref: { id: "gated", driver: "claude" }, cwd: place.cwd, system: "You are Kira.", env: {} }, host, new AbortController().signal);
  },
  launch: (place, { gateTimeoutMs }) => ({
    executable: claudeExecutable(),
    args: launchLine({ permissionMode: "bypassPermissions", session: { kind: "new", id: randomUUID() }, disallowedTools: [] }).args,
    env: claudeEnvironment({ daemon: place.environment, passEnv: [], given: [], allowRoot: false }),
    cwd: place.cwd,
    hooks: hookRegistration(gateTimeoutMs),
  }),
  supervisor: { file: fileURLToPath(new URL(join("fixtures", "supervisor.mjs"), import.meta.url)) },
});
