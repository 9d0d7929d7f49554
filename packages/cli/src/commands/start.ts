import { defineCommand } from "@instar/kernel/command";
import { spawnDaemon } from "../daemon/spawn-daemon.ts";
import { requireProject } from "../project/find-project.ts";
import { refuseSecondAgent } from "../project/refuse-second-agent.ts";

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
    print({ started: true, name, pid, folder, socket }, `${name} is running in ${folder} (process ${pid}).\nTalk to it with \`instar chat\`.`);
  },
});
