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
  SOCKET_GONE: (pid: number) => ({
    message: `The agent runs as process ${pid}, but its socket was removed, so nobody reaches it.`,
    hint: "Run `instar restart`; nothing that was accepted is lost.",
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
  CONNECTION_LOST: () => ({
    message: "The connection to the agent broke off.",
    hint: "`instar status` shows whether it runs. What it had accepted is kept, so look before you ask for the same again.",
  }),
  NOT_LET_IN: () => ({ message: "The agent did not accept the token in .instar/secrets/owner-token.", hint: "Run `instar restart` in the agent's folder." }),
  OWNER_ONLY: (what: string) => ({
    message: `${what} is the owner's to decide, and not an agent's: it was asked for from within a session.`,
    hint: "Tell the owner what you want and why, and go on with what you may do; the owner does it in a terminal of their own, or answers in the chat.",
  }),
  SESSION_NOT_KNOWN: () => ({
    message: "The agent did not accept the token of this session (INSTAR_TOKEN): the session has ended, or it is another agent's.",
    hint: "From within a session only its own agent answers, and only while the session lives.",
  }),
  NOT_PROVEN: () => ({
    message: "The agent could not see which process showed it the owner's token, so it did not let it in.",
    hint: "Ask as the same user, outside of containers: the agent must see your process in /proc (or with lsof).",
  }),
  LINE_TOO_LONG: (maxBytes: number) => ({
    message: `A line over the agent's socket was longer than ${maxBytes} bytes.`,
    hint: "Ask for less at once, for example with --limit.",
  }),
  SOCKET_FOLDER_TAKEN: (folder: string) => ({
    message: `The agent's path is too long for a socket of its own, and ${folder}, where the socket would be instead, belongs to somebody else.`,
    hint: "Move the agent to a shorter path, or set TMPDIR to a folder of your own, for every command of this agent.",
  }),
  NO_SERVICE: (id: string, changed: readonly string[]) => ({
    message: `The running agent has no service named "${id}".`,
    hint:
      changed.length === 0
        ? "List the plugin that provides it in the config; `instar reload` takes it up."
        : `The agent has not taken up what was changed since it was started (${changed.join(", ")}): \`instar reload\` does, if the plugin that provides it is listed.`,
  }),
  NO_SAFETY: () => ({
    message: "The running agent has no plugin that can stop all work at once, so nothing was stopped.",
    hint: "`instar add safety` brings one. Until then `instar stop` ends the whole agent; what waits is taken up at the next start.",
  }),
  NO_HOOK: (name: string, near: string | undefined) => ({
    message: `There is no hook named ${name}, so it cannot be tapped.`,
    hint: near === undefined ? "`instar hooks` lists those that there are." : `Did you mean ${near}?`,
  }),
  NO_FACTORY: (config: string, module: string, exported: string) => ({
    message: `${config} could not be read: ${module} has no ${exported === "default" ? "default export" : `export named ${exported}`} made by definePlugin.`,
    hint:
      exported === "default"
        ? "Write `export default definePlugin({ ... })` there, uncalled, for the config calls it; and import that without braces."
        : `Without braces the config imports its default export: \`import ${exported} from ...\`.`,
  }),
  BLOCKED: (blockedMs: number, at: string) => ({
    message: `Nothing else could run for ${blockedMs} ms: ${at} kept the agent's process busy.`,
    hint: "Cut long work into pieces, do it in a worker thread, or run the plugin `isolated`.",
  }),
  SERVICE_DOWN: (id: string, plugin: string, why: string, hint?: string) => ({
    message: `The plugin ${plugin}, which provides "${id}", is not up: ${why}`,
    hint: `${hint ?? "Mend the cause."} Then \`instar restart\`; \`instar status\` names every plugin that is not up.`,
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
    message: `npm could not install the packages in ${folder}.\n${last}`,
    hint: `The agent's files are written. Mend the cause, and run \`npm install\` in ${folder}.`,
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
  GAVE_UP: () => ({ message: "You left before the end.", hint: "What was done until then stays; the same command goes on from there." }),
  NOT_FROM_SECRET: (plugin: string, option: string) => ({
    message: `The config does not take ${option} of ${plugin} from a secret, so no other value can be kept for it.`,
    hint: `Write \`${option}: env("NAME")\` there, then \`instar secrets set NAME\`.`,
  }),
  NO_FIX: (by: string, id: string) => ({
    message: `The check ${id} of ${by} has nothing that it can mend by itself.`,
    hint: "Do what `instar doctor` says for it.",
  }),
  FIX_NEEDS_YES: (what: readonly string[]) => ({
    message: `Nothing was mended: there is no terminal to ask in (${what.join(", ")}).`,
    hint: "Agree to all of it beforehand with: instar doctor --fix --yes",
  }),
  BAD_SINCE: (text: string) => ({
    message: `"${text}" is no time that can be looked back to.`,
    hint: "Write a span such as 30m, 2h or 1d, or a date such as 2026-03-10T08:00.",
  }),
  FILE_EXISTS: (file: string) => ({ message: `${file} is there already, so nothing was written.`, hint: "Name another file with --out." }),
  NOT_WRITTEN: (file: string, why: string) => ({ message: `${file} could not be written: ${why}`, hint: "Name another file with --out." }),
  OUT_OF_RANGE: (flag: string, given: number, least: number, most: number) => ({
    message: `--${flag} takes a number from ${least} to ${most}, not ${given}.`,
    hint: `For example: --${flag} ${Math.min(most, Math.max(least, 50))}`,
  }),
  ONLY_WITH: (flag: string, other: string) => ({ message: `--${flag} is for --${other} alone.`, hint: `Add --${other}, or leave --${flag} out.` }),
  THREAD_OF_WHAT: (thread: string) => ({
    message: `--thread ${thread} needs the conversation that it is a thread of.`,
    hint: `Put that before it: \`instar history telegram:-1001234567890 --thread ${thread}\`. \`instar history\` shows the names of all.`,
  }),
  NOTHING_TO_SAY: () => ({ message: "There is no text to send.", hint: 'Use `instar chat --once "text"`.' }),
  CHECK_HUNG: (doing: string, afterMs: number) => ({
    message: `The check of the config was ended after ${afterMs / 1_000} s; it was ${doing}.`,
    hint: "Mend what hangs there. Nothing was changed, and a running agent goes on as it is.",
  }),
  CHECK_ENDED: (doing: string, why: string) => ({
    message: `The check of the config broke off while ${doing}: ${why}`,
    hint: "Mend the cause. Nothing was changed, and a running agent goes on as it is.",
  }),
  SETUP_FAILED: (failures: readonly { readonly plugin: string; readonly error: string; readonly hint?: string | undefined }[], otherwise?: string) => ({
    message: failures
      .map(({ plugin, error }) => {
        const said = `The plugin ${plugin} could not be set up: `;
        return error.startsWith(said) ? error : `${said}${error}`;
      })
      .join("\n"),
    hint: [
      ...new Set(failures.map(({ hint }) => hint ?? "Mend the cause.")),
      "Nothing was changed, and a running agent goes on as it is.",
      ...(otherwise === undefined ? [] : [otherwise]),
    ].join(" "),
  }),
  CHANGE_UNDER_WAY: (folder: string) => ({
    message: `Another command is changing the plugins of ${folder}.`,
    hint: "Wait until it is done, then try again.",
  }),
  NOT_A_PLUGIN: (name: string, why: string) => ({
    message: `${name} is not a plugin for Instar: ${why}`,
    hint: 'A plugin\'s package.json has an "instar" key with its name, and its main module exports what definePlugin gives. Nothing was changed.',
  }),
  PLUGIN_NOT_FOUND: (tried: readonly string[], why: string) => ({
    message: `No such package was found (tried ${tried.join(", ")}): ${why}`,
    hint: "Mend the name, or give the path of a folder or a tarball: `instar add ./my-plugin`. Nothing was changed.",
  }),
  NPM_FAILED: (what: string, last: string) => ({
    message: `npm could not ${what}: ${last}`,
    hint: "Nothing was changed. Mend the cause and try again.",
  }),
  LINKED_MODULES: (folder: string) => ({
    message: `${folder}/node_modules is a link, and npm would change what it leads to.`,
    hint: "Replace it with a folder of its own: `rm node_modules && npm install`.",
  }),
  PLUGIN_PRESENT: (plugin: string) => ({
    message: `The plugin ${plugin} is in the config already.`,
    hint: `See it with \`instar plugins info ${plugin}\`; its options are in the config.`,
  }),
  PLUGIN_ABSENT: (name: string) => ({ message: `No plugin named ${name} is in the config.`, hint: "See their names with `instar plugins`." }),
  PLUGIN_NEEDED: (name: string, by: readonly string[], services: readonly string[]) => ({
    message: `${by.join(", ")} ${by.length === 1 ? "needs" : "need"} ${services.map((id) => `"${id}"`).join(", ")}, which ${name} provides.`,
    hint: `Remove ${by.length === 1 ? "that one" : "those"} first, or another provider's plugin must take its place.`,
  }),
  DECLARED_OTHERWISE: (name: string, differences: readonly string[]) => ({
    message: `${name} registers something else than its package.json declares, so it was not added:\n${differences.map((line) => `  ${line}`).join("\n")}`,
    hint: "Tell its author, or mend its package.json. Nothing was changed.",
  }),
  CONFIG_BY_HAND: (file: string, lines: readonly string[]) => ({
    message: `The list of plugins in ${file} is made in a way that cannot be edited safely, so nothing was changed. Write this yourself:\n${lines.map((line) => `  ${line}`).join("\n")}`,
    hint: "Then check it with `instar config validate`.",
  }),
  BAD_OPTION: (given: string, why: string) => ({ message: `--option ${given}: ${why}`, hint: "Write --option key=value, for example --option pollMs=500." }),
  MISSING_OPTIONS: (plugin: string, missing: readonly string[], optional: readonly string[]) => ({
    message: `${plugin} needs ${missing.length === 1 ? "an option" : "options"} that ${missing.length === 1 ? "was" : "were"} not given, so nothing was changed.`,
    hint: `Add ${missing.join(" ")}${optional.length === 0 ? "" : `, and where it is needed ${optional.join(" ")}`}`,
  }),
  OPTIONS_REFUSED: (plugin: string, mistakes: readonly string[]) => ({
    message: `${plugin} does not take what it was given, so nothing was changed:\n${mistakes.map((mistake) => `  ${mistake}`).join("\n")}`,
    hint: "Mend that on the command line, and run it again.",
  }),
  PLUGIN_HERE: (plugin: string, file: string | undefined) => ({
    message: `A plugin named ${plugin} is here already${file === undefined ? "" : ` (${file})`}, so nothing was changed.`,
    hint: `Take that one out first: \`instar plugins remove ${file === undefined || file === `./plugins/${plugin}.ts` ? plugin : file}\``,
  }),
  STDIN_ONCE: () => ({
    message: "Without a terminal only one secret can be read, from stdin.",
    hint: "Keep the others with `instar secrets set NAME` and give them as --option key=env:NAME.",
  }),
  CONFIG_CHANGED_MEANWHILE: (file: string) => ({
    message: `${file} was changed while the plugin was being looked at, so it was left as it is.`,
    hint: "Try again.",
  }),
  RELOAD_FAILED: (why: string, then: string) => ({
    message: `The agent was stopped and could not start again, though the check had passed: ${why}`,
    hint: then,
  }),
  CONFIG_UNREADABLE: (file: string, why: string) => ({
    message: `${file} could not be understood, so it was left as it is: ${why}`,
    hint: "Mend it first; `instar config validate` checks it.",
  }),
  PLUGIN_NOT_LOADED: (name: string, why: string) => ({ message: `${name} could not be loaded: ${why}`, hint: "Tell its author. Nothing was changed." }),
  ADD_LEFT: () => ({ message: "You left before the end, so nothing was changed." }),
  BAD_PLUGIN_NAME: (given: string, near: string | undefined) => ({
    message: `"${given}" cannot be a plugin's name: small letters and digits, in words that hyphens join.`,
    hint: near === undefined ? "For example: quiet-hours" : `Did you mean ${near}?`,
  }),
  PLUGIN_NAME_TAKEN: (name: string, why: string) => ({
    message: `A new plugin cannot be called ${name}: ${why}.`,
    hint: `Choose another name, such as my-${name}.`,
  }),
  WHICH_KIND: (known: readonly string[]) => ({ message: "Which kind of plugin it shall be was not said.", hint: `Add --kind ${known.join("|")}` }),
  HERE_OR_FOLDER: () => ({
    message: "--here writes into the agent's own folder, so it takes no --folder.",
    hint: "Leave one of them out: with --folder a package is made, which `instar add` puts into an agent.",
  }),
  PLUGIN_FOLDER_TAKEN: (folder: string, why: string) => ({
    message: `${folder} is not an empty folder (${why}), so nothing was written.`,
    hint: "Name another one with --folder.",
  }),
  PLUGIN_FILE_EXISTS: (file: string) => ({ message: `${file} is there already, so nothing was written.`, hint: "Choose another name, or move the file away." }),
  NOT_CREATED: (folder: string, why: string) => ({ message: `Nothing could be created in ${folder}: ${why}`, hint: "Mend the cause, or name another folder." }),
  NEEDS_PACKAGE: (kind: string, name: string) => ({
    message: `A ${kind} in one file imports ${name}, which is not installed here, so nothing was written.`,
    hint: `Run \`npm install ${name}\` in the agent's folder, and try again.`,
  }),
  NOT_BUILT: (folder: string, missing: string) => ({
    message: `${folder} was not built: its package.json promises ${missing}, which is not there.`,
    hint: `Run \`npm run build\` in ${folder}, and try again. Nothing was changed.`,
  }),
  PURGE_WHILE_RUNNING: (plugin: string) => ({
    message: `The agent runs, and ${plugin} may be writing what would be deleted.`,
    hint: `Stop the agent first with \`instar stop\`, or leave out --purge and what ${plugin} keeps stays.`,
  }),
});
