import { defineCommand } from "@instar/kernel/command";
import { outliveTerminal } from "../daemon/outlive-terminal.ts";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { stopDaemon } from "../daemon/stop-daemon.ts";
import { describeStart } from "../project/describe-start.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";

export default defineCommand({
  summary: "Stop the agent and start it again, with the config as it is now",
  flags: { timeout: { type: "integer", default: 60, description: "seconds to wait for it to be ready" } },
  async run({ project, flags, print }) {
    const folder = requireProject(project);
    using _staying = outliveTerminal();
    const before = await stopDaemon(folder, { exchange: true });
    const { pid, name, socket } = await spawnDaemon(folder, flags.timeout * 1_000);
    const { warnings, next } = describeStart(await probeAgent(folder));
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    print(
      { started: true, name, pid, folder, socket, ...(before === undefined ? {} : { stopped: before }) },
      `${name} is running in ${folder} (process ${pid}${before === undefined ? "" : `; it was process ${before}`}).\n${next}`,
    );
  },
});
