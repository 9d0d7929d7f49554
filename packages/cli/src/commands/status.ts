import { defineCommand } from "@instar/kernel/command";
import { describeStatus } from "../project/describe-status.ts";
import { requireProject } from "../project/find-project.ts";
import { probeAgent } from "../project/probe-agent.ts";

export default defineCommand({
  summary: "Say whether the agent runs, since when, and how it is; exit code 3 when it does not run",
  async run({ project, print }) {
    const status = await probeAgent(requireProject(project));
    print(status, describeStatus(status));
    return status.running ? 0 : 3;
  },
});
