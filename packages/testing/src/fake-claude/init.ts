import type { Line } from "./wire.ts";
import type { World } from "./world.ts";

/** What each turn begins with. */
export function init(world: World): Line {
  return {
    type: "system",
    subtype: "init",
    cwd: world.cwd,
    tools: (world.line.tools ?? ["Bash"]).filter((name) => name === "Bash"),
    mcp_servers: world.servers.names.map((name) => ({ name, status: "connected", source: "sdk" })),
    model: world.model,
    permissionMode: world.permissionMode,
    slash_commands: ["compact"],
    apiKeySource: "none",
    claude_code_version: world.version,
    output_style: "default",
    agents: world.line.agents,
    skills: [],
    plugins: [],
    capabilities: ["interrupt_receipt_v1", "msg_lifecycle_v1"],
  };
}
