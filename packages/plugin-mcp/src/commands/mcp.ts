import { defineCommand } from "@instar/kernel/command";
import { AgentToolbox } from "../contract.ts";
import { McpError } from "../errors.ts";

export default defineCommand({
  async run({ service, signal, project }) {
    if (project === undefined) throw McpError.NO_AGENT();
    if (process.stdin.isTTY)
      process.stderr.write(
        "This waits for a client of the Model Context Protocol on stdin. To give it to Claude Code: instar mcp register --user. Ctrl-C ends it.\n",
      );
    const { serveOverStdio } = await import("../serve-stdio.ts");
    await serveOverStdio(await service(AgentToolbox, { running: true }), signal);
  },
});
