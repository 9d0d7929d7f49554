/** A new session, one that goes on, or one that branches off another: at its end, or behind the record `at`. */
export type SessionStart =
  | { readonly kind: "new" | "resume"; readonly id: string }
  | { readonly kind: "fork"; readonly id: string; readonly as: string; readonly at?: string };

export interface LaunchRequest {
  readonly permissionMode: string;
  readonly model?: string;
  /** The only tools, by name. */
  readonly tools?: readonly string[];
  /** What a mode that would ask lets through unasked. */
  readonly allowedTools?: readonly string[];
  readonly agent?: string;
  readonly session: SessionStart;
  /** Files, so that nothing of a person's text shows in the list of processes. */
  readonly systemPromptFile?: string;
  readonly agentsFile?: string;
  readonly mcpConfigFile?: string;
  /** Default none. */
  readonly pluginFolders?: readonly string[];
  readonly disallowedTools: readonly string[];
}

export interface LaunchLine {
  readonly args: readonly string[];
  /** The session id that this process runs. */
  readonly session: string;
}

/** No file of a project or of the home folder configures the program: each of these sources can switch hooks off or run commands. */
const closed = ["--setting-sources", "", "--strict-mcp-config", "--settings", JSON.stringify({ disableAllHooks: false, disableSkillShellExecution: true })];

const streaming = ["-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose", "--include-partial-messages"];

const spoken = [
  ...streaming,
  // Without it the last answer of a sub-agent would not be seen, and so not be counted.
  "--forward-subagent-text",
  "--permission-prompt-tool",
  "stdio",
];

/** A dialog has nobody to see it, and plan mode, once entered, is left only by one. */
const dialogs = ["AskUserQuestion", "EnterPlanMode"];

export function launchLine(request: LaunchRequest): LaunchLine {
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  const start = request.session;
  const which =
    start.kind === "fork"
      ? ["--resume", start.id, ...option("--resume-session-at", start.at), "--fork-session", "--session-id", start.as]
      : [start.kind === "new" ? "--session-id" : "--resume", start.id];
  return {
    session: start.kind === "fork" ? start.as : start.id,
    args: [
      ...spoken,
      ...closed,
      ...["--permission-mode", request.permissionMode],
      ...option("--model", request.model),
      ...option("--append-system-prompt-file", request.systemPromptFile),
      // Otherwise a resumed session keeps the system prompt of its first day.
      ...["--system-prompt-snapshot", "off"],
      ...option("--agents", request.agentsFile),
      ...option("--agent", request.agent),
      ...option("--tools", request.tools?.join(",")),
      ...option("--allowedTools", request.allowedTools?.length ? request.allowedTools.join(",") : undefined),
      ...option("--mcp-config", request.mcpConfigFile),
      ...(request.pluginFolders ?? []).flatMap((folder) => ["--plugin-dir", folder]),
      ...["--disallowedTools", [...dialogs, ...request.disallowedTools].join(",")],
      ...which,
    ],
  };
}

export interface CompletionLaunch {
  readonly model: string;
  /** An empty file: no system prompt of ours. */
  readonly systemPromptFile: string;
  /** False: as little as it may. Thoughts count as output, so they can use up a short answer; they can't be switched off in every model. */
  readonly thinks: boolean;
}

/** One answer without tools, without a session, without anything of this person or project. */
export const completionLine = ({ model, systemPromptFile, thinks }: CompletionLaunch): readonly string[] => [
  ...streaming,
  ...closed,
  ...["--permission-mode", "dontAsk", "--tools", "", "--disable-slash-commands", "--no-session-persistence"],
  ...["--model", model, "--system-prompt-file", systemPromptFile],
  ...(thinks ? [] : ["--effort", "low"]),
];
