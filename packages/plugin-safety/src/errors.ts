import { defineErrors } from "@instar/kernel";

export const SafetyError = defineErrors("SAFETY", {
  BAD_SINCE: (got: string) => ({
    message: `The audit can't be read from ${JSON.stringify(got)} on.`,
    hint: "A time is 30m, 2h, 7d, 4w or a date like 2026-11-21.",
  }),
  BAD_LIMIT: (got: number) => ({ message: `${got} entries of the audit can't be listed at once.`, hint: "Ask for 1 to 1000 with --limit." }),
  OWNER_ONLY: (plugin: string, what: string) => ({
    message: `${plugin} tried to ${what} everything, which is the owner's.`,
    hint: "The owner does it with a message of just that word, or with `instar stop --agents`, `instar pause` and `instar resume`.",
  }),
  PAUSED: (sentence: string) => ({ message: sentence, hint: "The owner ends the pause with the message `resume`, or with `instar resume`." }),
  STOPPING: () => ({ message: "The owner is stopping everything, so nothing begins.", hint: "Send it again in a moment if it still matters." }),
  NOT_SAVED: (conflict: string) => ({ message: `The pause could not be kept: ${conflict}`, hint: "Try again; `instar doctor` looks at the disk." }),
  BAD_RULE: (whose: string, why: string) => ({
    message: `A rule of ${whose} for the command guard means nothing: ${why}`,
    hint: "`instar guard rules` shows rules that do, and the README of @instar/plugin-safety what they are made of.",
  }),
  NO_COMMAND: () => ({
    message: "Nothing was given to judge.",
    hint: "Give the command as one word: instar guard test 'git push --force', or several with --stdin.",
  }),
  COMMAND_TWICE: () => ({ message: "A command was given, and more are to be read with --stdin.", hint: "Leave one of them out." }),
});
