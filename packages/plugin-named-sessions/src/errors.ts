import { defineErrors } from "@instar/kernel/command";

export const NamedSessionsError = defineErrors("NAMED_SESSIONS", {
  NOT_RUNNING: () => ({
    message: "Sessions work while the agent runs, and it does not.",
    hint: "Start it with `instar start`; lists and histories can be read without it.",
  }),
  UNKNOWN: (name: string, nearest: string | undefined) => ({
    message: `There is no session named "${name}".`,
    hint: nearest === undefined ? "`instar session list` shows those that there are." : `Did you mean "${nearest}"? \`instar session list\` shows all.`,
  }),
  UNKNOWN_TURN: (id: string) => ({
    message: `There is no turn "${id}".`,
    hint: "`instar session history NAME --json` shows the turns of a session with their ids.",
  }),
  BAD_NAME: (name: string) => ({
    message: `"${name.slice(0, 60)}" can't be the name of a session.`,
    hint: "Use 1 to 200 letters (A-Z, a-z), digits, _ and -.",
  }),
  TAKEN: (name: string) => ({
    message: `A session named "${name}" exists already.`,
    hint: `Go on with it: \`instar session send ${name} "..."\`. Or choose another name, or delete it: \`instar session delete ${name}\`.`,
  }),
  EMPTY: () => ({ message: "The prompt is empty, so nothing was sent." }),
  TOO_LONG: (characters: number, most: number) => ({
    message: `The prompt has ${characters} characters and may have ${most}.`,
    hint: "Put the long part into a file and name the file in the prompt.",
  }),
  BAD_LIMIT: (name: string, value: unknown) => ({
    message: `The limit ${name} must be a number above 0, not ${String(value)}.`,
    hint: "Leave it out to have none.",
  }),
  BAD_VALUE: (what: string, value: unknown) => ({ message: `${what} can't be ${JSON.stringify(value) ?? String(value)}.` }),
  UNKNOWN_FIELD: (what: string, field: string, near: string | undefined, known: readonly string[]) => ({
    message: `${what} can't have "${field.slice(0, 60)}".${near === undefined ? "" : ` Did you mean "${near}"?`}`,
    hint: `Known are ${known.join(", ")}.`,
  }),
  NO_FOLDER: (folder: string) => ({
    message: `The folder ${folder} does not exist, so no session can work in it.`,
    hint: "Make it first, or name another one.",
  }),
  FORBIDDEN_FOLDER: (folder: string) => ({
    message: `No session may work in ${folder}: it belongs to the house itself.`,
    hint: "Name a folder of your project.",
  }),
  PAUSED: (name: string) => ({
    message: `The session "${name}" is paused, so nothing was sent.`,
    hint: `End the pause first: \`instar session resume ${name}\`.`,
  }),
  OVER: (name: string, text: string) => ({
    message: `The session "${name}" takes no prompt: ${text}`,
    hint: `Raise the limit with \`instar session limits ${name} --max-...\` (-budget, -turns or -duration), or spawn another session.`,
  }),
  IDLE: (name: string) => ({ message: `The session "${name}" is not working on anything, so there is nothing to interrupt.` }),
  BUSY: (name: string) => ({ message: `The session "${name}" is working.`, hint: "Wait for its answer, or interrupt it first." }),
  WORKING: (name: string) => ({
    message: `The session "${name}" is working, so it was not deleted.`,
    hint: `Wait for its answer, or end it: \`instar session delete ${name} --force\`.`,
  }),
  CONVERSATION: (name: string) => ({
    message: `"${name}" is a conversation of the agent, which takes no prompts from here.`,
    hint: "Talk to it with `instar chat`, or where its messages come from.",
  }),
  TOO_DEEP: (depth: number) => ({
    message: `A session that was begun by an agent may not begin further ones (depth ${depth} is the limit).`,
    hint: "Do the work in this session, or leave it to the one that began it. The owner can raise `agentDepth`.",
  }),
  TOO_MANY: (most: number) => ({
    message: `An agent may keep ${most} sessions of its own alive at a time.`,
    hint: "Stop one that has done its work: `instar session stop NAME`. The owner can raise `agentSessions`.",
  }),
  BUDGETED: () => ({
    message: "A session that has limits of its own can't give work to others, whose use would not count.",
    hint: "Do the work in this session, or ask the owner for one without limits.",
  }),
  WIDER: (what: string, asked: string, own: string) => ({
    message: `A session can't give another one more than it has itself: the ${what} ${JSON.stringify(asked)} was asked for, and its own is ${own}.`,
    hint: "Leave it out to give the same, or ask the owner.",
  }),
  RAISED: (limit: string, asked: number, set: number) => ({
    message: `Only the owner raises a limit: ${limit} is ${set}, and ${asked} was asked for.`,
    hint: "A session's limits may be set and lowered by the agent that began it. Ask the owner for more.",
  }),
  FULL: (name: string, most: number) => ({
    message: `${most} prompts wait for the session "${name}" already, so this one was not taken.`,
    hint: "Wait until it has answered some of them.",
  }),
  BEYOND: (limit: string, asked: number, most: number) => ({
    message: `A session that an agent begins may have ${limit} of at most ${most}; ${asked} was asked for.`,
    hint: "Ask for less. The owner can raise `agentLimits` in namedSessions({ ... }).",
  }),
  UNFORKABLE: (name: string) => ({
    message: `The session "${name}" belongs to a task that is watched over, and an agent can't branch it off: nobody would watch over the branch.`,
    hint: "Go on with the task itself, or hand over another one.",
  }),
  MISSING: (what: string) => ({ message: `${what} is missing.`, hint: "See the same command with --help." }),
  TWICE: (what: string, one: string, other: string) => ({ message: `${what} was given twice: ${JSON.stringify(one)} and ${JSON.stringify(other)}.` }),
  AT_ODDS: (why: string) => ({ message: `These flags don't go together: ${why}.`, hint: "Leave one of them out." }),
  BAD_FLAG: (flag: string, takes: string, given: string) => ({ message: `--${flag} takes ${takes}, not ${JSON.stringify(given)}.` }),
  NOT_SAVED: (conflict: string) => ({ message: `The change of a session could not be saved: ${conflict}` }),
});
