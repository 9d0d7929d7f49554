import { defineCommand } from "@instar/kernel/command";
import { CliError } from "../errors.ts";

export default defineCommand({
  summary: "Be led to a running agent, question by question",
  async run({ project, signal, json }) {
    if (json || process.stdin.isTTY !== true || process.stdout.isTTY !== true) throw CliError.NEEDS_TERMINAL();
    const { leadToAgent } = await import("../init/lead-to-agent.ts");
    return leadToAgent(project, signal);
  },
});
