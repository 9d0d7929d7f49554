import { defineErrors } from "@instar/kernel/command";

export const McpError = defineErrors("MCP", {
  SETTINGS_BROKEN: (file: string, why: string) => ({
    message: `${file} was left as it is: ${why}.`,
    hint: "Mend it, then run the command again; Claude Code cannot read it as it is now either.",
  }),
  NAME_TAKEN: (file: string, name: string) => ({
    message: `${file} has another server named "${name}", so nothing was written.`,
    hint: "Register under another name with --name.",
  }),
  NOT_OURS: (file: string, name: string) => ({
    message: `The server "${name}" in ${file} is not one that this agent has written, so it stays.`,
    hint: "Name the one that was registered with --name, or take it out with `claude mcp remove`.",
  }),
  NO_FOLDER: (folder: string) => ({
    message: `There is no folder ${folder}, so Claude Code's settings cannot be written there.`,
    hint: "Start Claude Code once, or look at CLAUDE_CONFIG_DIR.",
  }),
  CHANGING: (file: string) => ({
    message: `${file} kept changing while it was to be written, so it was left as it is.`,
    hint: "Run the command again.",
  }),
  WHERE: () => ({
    message: "It was not said where: exactly one of --user and --project is needed.",
    hint: "--user means all your projects, --project the folder in which you stand.",
  }),
  NO_AGENT: () => ({ message: "There is no agent's folder here.", hint: "Go into one, or name it with --dir." }),
  NOT_FOR_AGENTS: (what: string) => ({ message: `${what} is the owner's alone.`, hint: "Ask the owner to do it." }),
  NO_CONVERSATION: () => ({
    message: "This session belongs to no conversation, so there is nobody here to write to.",
    hint: 'Write to the owner with `to: "owner"`.',
  }),
  TOO_MANY_MESSAGES: (count: number) => ({
    message: `${count} messages were sent within the last hour, which is as many as a session may; this one was not sent.`,
    hint: "Go on without it, and say what matters in your answer.",
  }),
});
