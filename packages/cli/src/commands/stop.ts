import { defineCommand } from "@instar/kernel/command";
import { stopAgents } from "../daemon/stop-agents.ts";
import { stopDaemon } from "../daemon/stop-daemon.ts";
import { requireProject } from "../project/find-project.ts";
import { SafetyBrake } from "../safety-service.ts";

export default defineCommand({
  summary: "Stop the agent; nothing that was accepted is lost",
  flags: {
    agents: {
      type: "boolean",
      description: "end all its work at once instead, and drop what waits; the agent itself goes on; exit code 3 when it does not run",
    },
  },
  async run({ flags, project, service, print }) {
    const folder = requireProject(project);
    if (flags.agents) return stopAgents(folder, await service(SafetyBrake, { running: true }), print);
    const pid = await stopDaemon(folder);
    print(
      { stopped: pid !== undefined, folder, ...(pid === undefined ? {} : { pid }) },
      pid === undefined ? "The agent was not running." : `The agent (process ${pid}) has stopped.`,
    );
    return 0;
  },
});
