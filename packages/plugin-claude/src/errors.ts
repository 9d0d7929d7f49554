import { defineErrors } from "@instar/kernel";

export const ClaudeError = defineErrors("CLAUDE", {
  NOT_INSTALLED: (looked: readonly string[]) => ({
    message: `Claude Code was not found (looked at: ${looked.join(", ")}), so no agent can be started.`,
    hint: 'Run `npm install -g @anthropic-ai/claude-code`, then `claude` once to log in; or name the program: claude({ executable: "/path/to/claude" }).',
  }),
  NOT_CLAUDE: (executable: string, answer: string) => ({
    message: `${executable} did not tell a Claude Code version (it answered: ${answer || "nothing"}).`,
    hint: "Check that this is the Claude Code program; an installation with ignored scripts leaves a stub there. `npm install -g @anthropic-ai/claude-code` repairs it.",
  }),
  UNTESTED_VERSION: (version: string, range: string) => ({
    message: `Claude Code ${version} is outside the tested versions (${range}), so it is not run with permissions bypassed: its gate has not been tried.`,
    hint: 'Install a tested version, set permissionMode: "manual", or accept the risk: claude({ acceptUntestedVersion: true }).',
  }),
  ROOT: () => ({
    message: "Claude Code refuses to bypass permissions for root, because an agent that runs as root can change the whole machine.",
    hint: "Run Instar as an ordinary user. In a container that is made to be thrown away: claude({ allowRoot: true }), which tells Claude Code that it is in a sandbox (IS_SANDBOX=1).",
  }),
  NO_CONVERSATION: (session: string) => ({
    message: `Claude Code has no conversation ${session} any more, so it could not be taken up again.`,
    hint: "Its transcript was deleted, or the settings folder (CLAUDE_CONFIG_DIR) or the working folder changed. Start a new conversation with /new.",
  }),
  START_FAILED: (reason: string) => ({
    message: `Claude Code did not start: ${reason}.`,
    hint: "Run `claude` in a terminal in the same folder; what it says there is the cause.",
  }),
  GATE_OPEN: (what: string) => ({
    message: `Claude Code did not ask our gate (${what}), so its process was ended at once.`,
    hint: "Something switches hooks off, as CLAUDE_CODE_SIMPLE does in the env block of managed settings or in a wrapper script. Remove it; Instar does not run an agent that it cannot stop.",
  }),
  UNSAFE_ENVIRONMENT: (name: string) => ({
    message: `The environment variable ${name} would switch the gate off or let a turn go on unasked, so the agent is not started with it.`,
    hint: "Remove it from claude({ env }) and from the session's environment.",
  }),
  UNKNOWN_MODE: (mode: string, known: readonly string[], meant: string | undefined) => ({
    message: `Claude Code has no permission mode "${mode}"${meant === undefined ? "" : `; perhaps ${meant} was meant`}.`,
    hint: `It knows ${known.join(", ")}.`,
  }),
  MODE_TOO_WIDE: (mode: string, widest: string) => ({
    message: `The permission mode ${mode} lets through more than ${widest}, which is the widest that this house gives to an agent.`,
    hint: `Ask for ${widest} or a narrower one, or set claude({ permissionMode: "${mode}" }).`,
  }),
  MODE_AT_START: (mode: string) => ({
    message: `Claude Code takes the permission mode ${mode} only when it is started with it, and this process was not.`,
    hint: "Park the session; the next message starts a new process of it, in that mode.",
  }),
  UNKNOWN_PATTERN: (entry: string) => ({
    message: `"${entry}" names no tool, or has a pattern that can't be held to, so the session is not started with it.`,
    hint: "Patterns are known for Bash(git *), for paths as in Read(src/**), and WebFetch(domain:example.org). Other tools go by their bare name.",
  }),
  UNKNOWN_AGENT: (agent: string, known: readonly string[]) => ({
    message: `Claude Code has no agent "${agent}", and would go on without it and without its limits.`,
    hint: `It knows ${known.join(", ")}. A file of yours in .claude/agents is carried in; one of the project waits for a yes.`,
  }),
  TOO_FEW_TURNS: (turns: number, found: number) => ({
    message: `${turns} answered turn${turns === 1 ? "" : "s"} can't be taken back, because ${found === 0 ? "none is" : `only ${found} ${found === 1 ? "is" : "are"}`} there.`,
    hint: "What lies before a compaction can't be taken back either; a new conversation begins with /new.",
  }),
  CANNOT_REWIND: (session: string) => ({
    message: `The record of the Claude Code session ${session} goes on in two ways, or can't be read, so nothing of it can be taken back.`,
    hint: "Two processes have written it, or its transcript was deleted. Go on with it as it is, or begin a new conversation with /new.",
  }),
  COMPLETION_FAILED: (reason: string) => ({
    message: `The model gave no answer: ${reason}`,
    hint: "Run `claude` in a terminal and ask it anything; what it says there is the cause.",
  }),
  OWNED: (session: string) => ({
    message: `The Claude Code session ${session} is already run by a process of this agent; a second one would lose one of the two branches.`,
    hint: "Stop the other one first, or fork the session.",
  }),
  ENDED: () => ({
    message: "The Claude Code process has ended, so it takes no more input.",
    hint: "Open the session again; it is resumed from its last snapshot.",
  }),
  NOT_ANSWERED: (request: string, seconds: number) => ({
    message: `Claude Code did not answer the request \`${request}\` within ${seconds} s.`,
    hint: "It hangs or is overloaded; stop the session, it can be resumed.",
  }),
  REFUSED: (request: string, reason: string) => ({
    message: `Claude Code refused the request \`${request}\`: ${reason}.`,
  }),
  FOREIGN_SNAPSHOT: (driver: string, version: number) => ({
    message: `The snapshot was written by ${driver} in version ${version}, which this driver can't read.`,
    hint: "Start a new conversation with /new, or update Instar.",
  }),
  NOT_CARRIED: (path: string) => ({
    message: `${path} is none of the files that Claude Code could be given here.`,
    hint: "`instar config show` lists them with their paths.",
  }),
});
