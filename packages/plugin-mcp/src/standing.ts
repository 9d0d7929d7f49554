import { homedir } from "node:os";
import { join } from "node:path";
import type { Standing } from "./client-place.ts";
import { McpError } from "./errors.ts";

/** Where the person stands who gives the command. Throws MCP_NO_AGENT outside of an agent's folder. */
export function standingOf(project: string | undefined): Standing & { readonly stateFolder: string } {
  if (project === undefined) throw McpError.NO_AGENT();
  return {
    agent: project,
    cwd: process.cwd(),
    home: homedir(),
    env: process.env,
    program: [process.execPath, process.argv[1] ?? "instar"],
    stateFolder: join(project, ".instar", "plugins", "mcp"),
  };
}
