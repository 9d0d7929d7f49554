import { defineCommand } from "@instar/kernel/command";
import { reloadDaemon } from "../daemon/reload-daemon.ts";
import { describeStart } from "../project/describe-start.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";

export default defineCommand({
  summary: "Take up a changed config: checked and set up beside the running agent first, which goes on when anything is wrong",
  flags: {
    grace: { type: "integer", default: 30, description: "seconds that turns may go on before they are parked; none begins meanwhile" },
    check: { type: "integer", default: 45, description: "seconds that the check of the new config may take" },
    timeout: { type: "integer", default: 60, description: "seconds to wait for the new agent to be ready" },
  },
  async run({ project, flags, print, signal }) {
    const folder = requireProject(project);
    const { pid, name, stopped } = await reloadDaemon({
      project: folder,
      checkMs: flags.check * 1_000,
      graceMs: flags.grace * 1_000,
      startMs: flags.timeout * 1_000,
      signal,
    });
    const { warnings } = describeStart(await probeAgent(folder));
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    print(
      { reloaded: true, name, pid, folder, ...(stopped === undefined ? {} : { stopped }) },
      `${name} runs with the new config (process ${pid}; it was process ${stopped}).`,
    );
  },
});
