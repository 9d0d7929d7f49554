import type { SessionShape } from "@instar/kernel/contracts";
import { OfflineError } from "./errors.ts";

/** What a permission mode leaves, in Claude Code's words for them. Nobody can be asked here, so what a mode would ask is a no. */
const modes: Readonly<Record<string, readonly string[]>> = {
  default: ["Read"],
  manual: ["Read"],
  plan: ["Read"],
  dontAsk: ["Read"],
  acceptEdits: ["Read", "Write"],
  auto: ["Read", "Write", "Bash"],
  bypassPermissions: ["Read", "Write", "Bash"],
};

/** Throws OFFLINE_UNKNOWN_MODE. */
export function checkMode(mode: string): string {
  if (!Object.hasOwn(modes, mode)) throw OfflineError.UNKNOWN_MODE(mode, Object.keys(modes));
  return mode;
}

/** Throws for a mode that it does not know, and for an agent: it knows none. */
export function checkShape({ permissionMode, agent }: SessionShape): void {
  if (permissionMode !== undefined) checkMode(permissionMode);
  if (agent !== undefined) throw OfflineError.UNKNOWN_AGENT(agent);
}

/** Why a session of this shape does not have the tool; undefined when it has. Tools are known by name: one with a pattern is none of its own. */
export function missingTool(tool: string, { tools, permissionMode }: SessionShape): string | undefined {
  if (tools !== undefined && !tools.includes(tool)) return `this session has no tool ${tool}; it has: ${tools.join(", ") || "none"}`;
  if (permissionMode !== undefined && modes[permissionMode]?.includes(tool) !== true) return `${tool} is not for the mode "${permissionMode}"`;
  return undefined;
}
