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
});
