import { defineCommand } from "@instar/kernel/command";
import type { AgentStatus } from "../daemon/agent-status.ts";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { refuseSecondAgent } from "../project/refuse-second-agent.ts";

/** What the person should know at once, though the agent runs. */
function* warnings({ failed = [], guards = [], driver }: AgentStatus) {
  for (const { plugin, error } of failed) yield `The plugin ${plugin} is not up: ${error}`;
  if (driver === undefined) yield "No agent is configured, so nobody answers: add claude() or offline() to the plugins in the config.";
  else if (driver !== "offline" && guards.length === 0) yield "No plugin guards preToolUse, so nothing stands between the agent and its tools.";
}

export default defineCommand({
  summary: "Start the agent and wait until it is ready",
  flags: {
    foreground: { type: "boolean", description: "stay in this terminal; Ctrl-C stops the agent" },
    timeout: { type: "integer", default: 60, description: "seconds to wait for it to be ready" },
  },
  async run({ project, flags, print }) {
    const folder = requireProject(project);
    await refuseSecondAgent(folder);
    if (flags.foreground) {
      const { runInForeground } = await import("../daemon/run-in-foreground.ts");
      return runInForeground(folder);
    }
    const started = await spawnDaemon(folder, flags.timeout * 1_000);
    const { pid, name, socket } = started;
    const status = await probeAgent(folder);
    if (status.running) for (const warning of warnings(status)) process.stderr.write(`${warning}\n`);
    print({ started: true, name, pid, folder, socket }, `${name} is running in ${folder} (process ${pid}).\nTalk to it with \`instar chat\`.`);
  },
});
