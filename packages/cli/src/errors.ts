import { defineErrors } from "@instar/kernel/command";

export const CliError = defineErrors("CLI", {
  NO_AGENT_FOLDER: (from: string) => ({
    message: `There is no agent folder here: neither ${from} nor a folder above it has an instar.config.ts of yours.`,
    hint: "Make one with `instar init my-agent`, or name one with --dir.",
  }),
  NOT_RUNNING: (folder: string) => ({ message: `The agent in ${folder} is not running.`, hint: "Start it with `instar start`." }),
  NOT_ANSWERING: (pid: number | undefined, withinMs: number) => ({
    message: `The agent${pid === undefined ? "" : ` (process ${pid})`} did not answer within ${withinMs / 1_000} s.`,
    hint: "Look into .instar/logs, or run `instar restart`.",
  }),
  ALREADY_RUNNING: (folder: string, pid: number | undefined) => ({
    message: `An agent is already running in ${folder}${pid === undefined ? "" : `, as process ${pid}`}.`,
    hint: "Talk to it with `instar chat`, or stop it with `instar stop`.",
  }),
  FOLDER_IN_USE: (folder: string) => ({
    message: `Another process is working in ${folder} and does not answer yet.`,
    hint: "Try again in a moment; `instar status` shows whether the agent is starting.",
  }),
  START_FAILED: (why: string, log: string) => ({ message: `The agent could not start: ${why}`, hint: `The whole story is in ${log}.` }),
  STILL_STARTING: (afterMs: number, log: string) => ({
    message: `The agent is still starting after ${afterMs / 1_000} s.`,
    hint: `See how far it is in ${log}, or ask again with \`instar status\`.`,
  }),
  DID_NOT_STOP: (pid: number, afterMs: number) => ({
    message: `The agent (process ${pid}) is still there ${afterMs / 1_000} s after it was asked to stop.`,
    hint: `What it was doing is in .instar/logs. As a last resort: kill -9 ${pid}; nothing that was accepted is lost.`,
  }),
  CONNECTION_LOST: () => ({ message: "The connection to the agent broke off.", hint: "Ask again; `instar status` shows whether it runs." }),
  NOT_LET_IN: () => ({ message: "The agent did not accept the token in .instar/secrets/owner-token.", hint: "Run `instar restart` in the agent's folder." }),
  LINE_TOO_LONG: (maxBytes: number) => ({
    message: `A line over the agent's socket was longer than ${maxBytes} bytes.`,
    hint: "Ask for less at once, for example with --limit.",
  }),
  SOCKET_FOLDER_TAKEN: (folder: string) => ({
    message: `The agent's path is too long for a socket of its own, and ${folder}, where the socket would be instead, belongs to somebody else.`,
    hint: "Move the agent to a shorter path, or set TMPDIR to a folder of your own, for every command of this agent.",
  }),
  NO_SERVICE: (id: string) => ({
    message: `The running agent has no service named "${id}".`,
    hint: "List the plugin that provides it in instar.config.ts, then `instar restart`.",
  }),
  SERVICE_DOWN: (id: string, plugin: string, why: string) => ({
    message: `The plugin ${plugin}, which provides "${id}", is not up: ${why}`,
    hint: "Mend the cause, then `instar restart`; `instar status` names every plugin that is not up.",
  }),
  NOBODY_HEARS: (plugin: string, why: string, hint?: string) => ({
    message: `Nobody could talk to the agent, so it was not started: the plugin ${plugin} is not up. ${why}`,
    hint: hint ?? "Mend the cause and start again; .instar/logs/instar.log has the whole story.",
  }),
  NO_METHOD: (id: string, method: string) => ({ message: `The service "${id}" has no method "${method}" that can be called from outside.` }),
  TWO_AGENTS: () => ({
    message: "Both --claude and --offline were given; one agent answers.",
    hint: "Give one of them, or neither: then what is installed decides.",
  }),
  FOLDER_NOT_EMPTY: (file: string) => ({
    message: `${file} is there already, so nothing was written.`,
    hint: "Choose another folder: `instar init my-agent`.",
  }),
  INSTALL_FAILED: (folder: string, last: string) => ({
    message: `npm could not install the packages in ${folder}: ${last}`,
    hint: `The files are written; run \`npm install\` in ${folder} when the cause is gone.`,
  }),
  BAD_SECRET_NAME: (name: string) => ({
    message: `"${name}" cannot be a secret's name.`,
    hint: "Use capital letters, digits and underscores, like TELEGRAM_BOT_TOKEN.",
  }),
  NO_SECRET_VALUE: (name: string) => ({
    message: `No value for ${name} was given.`,
    hint: `Type it when asked, or pipe it in: printf %s "$VALUE" | instar secrets set ${name}`,
  }),
  NO_SUCH_SECRET: (name: string) => ({ message: `There is no secret named ${name}.`, hint: "See the names with `instar secrets list`." }),
  NO_SUCH_MESSAGE: (id: string) => ({ message: `There is no message ${id}.`, hint: "See the ids with `instar inbox` and `instar outbox`." }),
  NOT_IN_THAT_STATE: (id: string, what: string) => ({
    message: `${id} is in no state in which it can be ${what}.`,
    hint: "See its state with `instar inbox` or `instar outbox`.",
  }),
  NO_ANSWER: (afterMs: number) => ({
    message: `No answer came within ${afterMs / 1_000} s.`,
    hint: "The message is kept: see `instar inbox`. Wait longer with --timeout.",
  }),
  NOT_ANSWERED: (state: string, why: string) => ({
    message: `The message was not answered (${state}): ${why}`,
    hint: "See `instar inbox` and `instar outbox`.",
  }),
  NEEDS_TERMINAL: () => ({
    message: "The set-up asks questions, and there is no terminal to ask them in.",
    hint: "Use `instar init my-agent --yes`, then `npx instar start` in that folder.",
  }),
  LEFT: () => ({ message: "You left before the end.", hint: "Begin again with `instar setup`." }),
  NOTHING_TO_SAY: () => ({ message: "There is no text to send.", hint: 'Use `instar chat --once "text"`.' }),
});
