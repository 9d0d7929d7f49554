import { realpathSync } from "node:fs";
import { delimiter, join, relative, sep } from "node:path";
import type { Place } from "./client-registration.ts";
import type { ServerEntry } from "./client-settings.ts";
import { McpError } from "./errors.ts";

export interface Standing {
  /** The agent's folder, absolute. */
  readonly agent: string;
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** This program: node and the script that runs. */
  readonly program: readonly [node: string, script: string];
}

export interface Asked {
  readonly user: boolean;
  readonly project: boolean;
  readonly name: string;
}

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`);
};

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    // It is not there; then it is not what we look for.
    return undefined;
  }
}

/** Whether the word `instar` starts this very program in the person's shell. */
const isOnPath = ({ env, program: [, script] }: Standing): boolean => {
  const own = real(script);
  const first = (env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => real(join(folder, "instar")))
    .find((found) => found !== undefined);
  return own !== undefined && first === own;
};

/** Which file is meant, and what is to be written there. Throws MCP_WHERE unless it is exactly one. */
export function planRegistration({ user, project, name }: Asked, standing: Standing): { readonly place: Place; readonly entry: ServerEntry } {
  if (user === project) throw McpError.WHERE();
  const { agent, cwd, home, env, program } = standing;
  const shared = project && isWithin(agent, cwd);
  const file = user ? join(env.CLAUDE_CONFIG_DIR || home, ".claude.json") : join(shared ? agent : cwd, ".mcp.json");
  const words = isOnPath(standing) ? ["instar"] : [...program];
  // A file beside the agent's config travels with it, so it names nothing of this machine.
  const [command = "instar", ...args] = shared ? ["npx", "--no-install", "instar", "mcp"] : [...words, "mcp", "--dir", agent];
  return { place: { file, name, mode: user ? 0o600 : 0o644 }, entry: { type: "stdio", command, args } };
}
