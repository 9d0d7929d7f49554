import { service } from "@instar/kernel";

export interface CarriedFile {
  readonly path: string;
  readonly kind: "instructions" | "rule" | "agent" | "skill" | "mcp";
  readonly source: "user" | "project";
  /** `waiting`: new or changed in the project since the last yes, so left out. `off`: switched off by the options. */
  readonly state: "carried" | "waiting" | "off";
}

/** What Claude Code is given of the files that it would read by itself, had it not been told to read none. */
export interface ClaudeSettings {
  carried(): Promise<readonly CarriedFile[]>;
  /** Carries this file of the project from the next session on, as it is now. Rejects with CLAUDE_NOT_CARRIED. */
  approve(path: string): Promise<void>;
}

export const ClaudeSettings = service<ClaudeSettings>("claude-settings");
