import { defineCommand } from "@instar/kernel/command";
import { AgentToolbox } from "../contract.ts";
import { McpError } from "../errors.ts";

export default defineCommand({
  async run({ service, signal, project }) {
    if (project === undefined) throw McpError.NO_AGENT();
    const { serveOverStdio } = await import("../serve-stdio.ts");
    await serveOverStdio(await service(AgentToolbox, { running: true }), signal);
  },
});
