import { defineCommand } from "@instar/kernel/command";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { describeStart } from "../project/describe-start.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";
import { refuseSecondAgent } from "../project/refuse-second-agent.ts";

export default defineCommand({
  summary: "Start the agent and wait until it is ready",
  flags: {
    foreground: { type: "boolean", description: "stay in this terminal; Ctrl-C stops the agent" },
    watch: { type: "boolean", description: "for authors of plugins: stay, and reload at each change of the config or of a plugin; Ctrl-C stops the agent" },
    timeout: { type: "integer", default: 60, description: "seconds to wait for it to be ready" },
  },
  async run({ project, flags, print, json, signal }) {
    const folder = requireProject(project);
    await refuseSecondAgent(folder);
    if (flags.watch) {
      const { watchInTerminal } = await import("../watch/watch-in-terminal.ts");
      return watchInTerminal({ project: folder, startMs: flags.timeout * 1_000, json, signal });
    }
    if (flags.foreground) {
      const { runInForeground } = await import("../daemon/run-in-foreground.ts");
      return runInForeground(folder);
    }
    const { pid, name, socket } = await spawnDaemon(folder, flags.timeout * 1_000);
    const { warnings, next } = describeStart(await probeAgent(folder));
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    print({ started: true, name, pid, folder, socket }, `${name} is running in ${folder} (process ${pid}).\n${next}`);
  },
});
