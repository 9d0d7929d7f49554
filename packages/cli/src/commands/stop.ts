import { defineCommand } from "@instar/kernel/command";
import { stopDaemon } from "../daemon/stop-daemon.ts";
import { requireProject } from "../project/find-project.ts";

export default defineCommand({
  summary: "Stop the agent; nothing that was accepted is lost",
  async run({ project, print }) {
    const folder = requireProject(project);
    const pid = await stopDaemon(folder);
    print(
      { stopped: pid !== undefined, folder, ...(pid === undefined ? {} : { pid }) },
      pid === undefined ? "The agent was not running." : `The agent (process ${pid}) has stopped.`,
    );
  },
});
