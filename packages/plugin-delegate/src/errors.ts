import { defineErrors } from "@instar/kernel";

const meant = (near: string | undefined) => (near === undefined ? "" : ` Did you mean "${near}"?`);

export const DelegateError = defineErrors("DELEGATE", {
  REQUEST_MALFORMED: (why: string) => ({
    message: `Nothing was delegated: ${why}`,
    hint: "`instar delegate run --help` lists what a delegation takes.",
  }),
  PRESET_UNKNOWN: (preset: string, near: string | undefined, known: readonly string[]) => ({
    message: `There is no preset ${JSON.stringify(preset)}.${meant(near)}`,
    hint: `The presets are ${known.join(", ")}.`,
  }),
  UNKNOWN: (name: string, near: string | undefined) => ({
    message: `There is no delegation ${JSON.stringify(name)}.${meant(near)}`,
    hint: "`instar delegate` lists them.",
  }),
  NAME_TAKEN: (name: string) => ({
    message: `There is a delegation "${name}" already.`,
    hint: `Choose another name, or go on with it: \`instar delegate continue ${name} <message>\`.`,
  }),
  FOLDER_MISSING: (folder: string) => ({
    message: `The folder ${folder} is not there, so no agent can work in it.`,
    hint: "Create it, or name another one with `--work-dir`.",
  }),
  RUNNING: (name: string) => ({
    message: `The delegation "${name}" is still running.`,
    hint: `Wait for its end, or end it with \`instar delegate abort ${name}\`.`,
  }),
  NOT_RUNNING: (name: string) => ({
    message: `The delegation "${name}" does not run, so there is nothing to abort.`,
    hint: `\`instar delegate finish ${name}\` accepts its result and ends its session.`,
  }),
  FINISHED: (name: string) => ({
    message: `The delegation "${name}" is finished: its result was accepted.`,
    hint: "Start another one with `instar delegate run`.",
  }),
  NEVER_BEGAN: (name: string) => ({
    message: `The delegation "${name}" has no session, so it can't go on.`,
    hint: "Start another one with `instar delegate run`.",
  }),
  NOTHING_LEFT: (name: string, what: string) => ({
    message: `The delegation "${name}" has used up its limits: ${what}`,
    hint: `Give it more of that with --max-cost, --max-turns or --max-duration: \`instar delegate continue ${name} "..." --max-...\`. Limits count from its beginning.`,
  }),
  LIMIT_USED: (asked: string, used: string) => ({
    message: `A limit of ${asked} is not more than what was used already (${used}).`,
    hint: "Limits are of the whole delegation and count from its beginning; name a higher one.",
  }),
  NO_LIMITS: (name: string) => ({
    message: `The delegation "${name}" runs without limits (--no-safety), so it can't be given any.`,
    hint: "Start another one without `--no-safety`.",
  }),
  AGENT_LIMIT: (limit: string, asked: string, most: string) => ({
    message: `An agent's delegation may have ${limit} of at most ${most}; ${asked} was asked for.`,
    hint: "Ask for less, or ask the owner to do it or to raise `agentMax…` in delegate({ ... }).",
  }),
  AGENT_UNSAFE: () => ({
    message: "Only the owner may delegate without limits.",
    hint: "Leave out `--no-safety`, or ask the owner.",
  }),
  AGENT_TOO_MANY: (most: number) => ({
    message: `This agent has ${most} running ${most === 1 ? "delegation" : "delegations"} already, and may have no more.`,
    hint: "Wait until one has ended, or abort one.",
  }),
  NOT_SAVED: (conflict: string) => ({ message: `A delegation could not be saved: ${conflict}` }),
});
