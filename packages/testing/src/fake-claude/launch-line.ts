export interface LaunchLine {
  readonly sessionId?: string;
  readonly resume?: string;
  readonly fork: boolean;
  readonly model: string;
  readonly permissionMode: string;
  readonly system: string;
  readonly partialMessages: boolean;
  readonly replay: boolean;
  readonly asksHost: boolean;
  /** The only tools; undefined: all that it has. */
  readonly tools?: readonly string[];
  /** The names of those that `--agent` knows. */
  readonly agents: readonly string[];
  /** When resuming, nothing after the record with this id. */
  readonly resumeAt?: string;
  /** Whether a transcript is kept. */
  readonly persists: boolean;
}

export type Launch = { readonly kind: "version" } | { readonly kind: "refused"; readonly text: string } | { readonly kind: "run"; readonly line: LaunchLine };

const switches = new Set(
  "-p --print --verbose --include-partial-messages --include-hook-events --replay-user-messages --strict-mcp-config --fork-session --dangerously-skip-permissions --allow-dangerously-skip-permissions --forward-subagent-text --no-session-persistence --disable-slash-commands".split(
    " ",
  ),
);
const valued = new Set(
  "--input-format --output-format --permission-mode --permission-prompt-tool --permission-prompts --session-id --resume -r --model --fallback-model --settings --setting-sources --mcp-config --append-system-prompt --append-system-prompt-file --system-prompt --system-prompt-file --system-prompt-snapshot --add-dir --agents --agent --resume-session-at --effort --max-turns --max-budget-usd --allowedTools --disallowedTools --tools --plugin-dir --autocompact".split(
    " ",
  ),
);

const builtInAgents = ["claude", "Explore", "general-purpose", "Plan"];

/** Reads the flags that the real program reads; refuses unknown ones in its words. `readText` opens a prompt file. */
export function parseLaunchLine(argv: readonly string[], root: boolean, readText: (file: string) => string): Launch {
  if (argv.includes("--version") || argv.includes("-v")) return { kind: "version" };
  const values = new Map<string, string>();
  const on = new Set<string>();
  for (let index = 0; index < argv.length; index += 1) {
    const [name, inline] = splitFlag(argv[index] as string);
    if (switches.has(name)) on.add(name);
    else if (valued.has(name)) {
      if (inline === undefined) index += 1;
      values.set(name === "-r" ? "--resume" : name, inline ?? argv[index] ?? "");
    } else if (name.startsWith("-")) return { kind: "refused", text: `error: unknown option '${name}'` };
  }
  const permissionMode = on.has("--dangerously-skip-permissions") ? "bypassPermissions" : (values.get("--permission-mode") ?? "default");
  if (permissionMode === "bypassPermissions" && root) {
    return { kind: "refused", text: "--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons" };
  }
  const file = values.get("--append-system-prompt-file") ?? values.get("--system-prompt-file");
  const resume = values.get("--resume");
  const sessionId = values.get("--session-id");
  const tools = values.get("--tools");
  const agents = values.get("--agents");
  const resumeAt = values.get("--resume-session-at");
  return {
    kind: "run",
    line: {
      ...(resume !== undefined && { resume }),
      ...(sessionId !== undefined && { sessionId }),
      ...(tools !== undefined && { tools: tools.split(",").filter(Boolean) }),
      ...(resumeAt !== undefined && { resumeAt }),
      agents: [...builtInAgents, ...(agents === undefined ? [] : Object.keys(JSON.parse(agents.startsWith("{") ? agents : readText(agents)) as object))],
      persists: !on.has("--no-session-persistence"),
      fork: on.has("--fork-session"),
      model: values.get("--model") ?? "claude-opus-5-5",
      permissionMode,
      system: values.get("--append-system-prompt") ?? values.get("--system-prompt") ?? (file === undefined ? "" : readText(file)),
      partialMessages: on.has("--include-partial-messages"),
      replay: on.has("--replay-user-messages"),
      asksHost: values.get("--permission-prompt-tool") === "stdio",
    },
  };
}

function splitFlag(argument: string): [string, string | undefined] {
  const at = argument.startsWith("--") ? argument.indexOf("=") : -1;
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
