import { defineErrors } from "@instar/kernel";

export const OfflineError = defineErrors("OFFLINE", {
  SNAPSHOT_FOREIGN: (driver: string) => ({
    message: `The offline agent was asked to go on from a conversation of "${driver}", which it cannot read.`,
    hint: "Resume that conversation with the agent that wrote it, or begin a new one with /new.",
  }),
  SNAPSHOT_NEWER: (version: number, known: number) => ({
    message: `This conversation was written by a newer offline agent (form ${version}; this one knows ${known}).`,
    hint: "Update @instar/plugin-offline, or begin a new conversation with /new.",
  }),
  SNAPSHOT_UNREADABLE: (reason: string) => ({
    message: `The offline agent's memory of this conversation is damaged: ${reason}`,
    hint: "Begin a new conversation with /new; the messages themselves are kept in the inbox.",
  }),
  UNKNOWN_MODE: (mode: string, known: readonly string[]) => ({
    message: `The offline agent knows no permission mode "${mode}".`,
    hint: `It knows: ${known.join(", ")}.`,
  }),
  UNKNOWN_AGENT: (agent: string) => ({
    message: `The offline agent can't take the part of "${agent}": it knows no other agents.`,
    hint: "Leave the agent out, or use a driver with a model, such as `claude()`.",
  }),
  TOO_FEW_TURNS: (answered: number, wanted: number) => ({
    message: `${wanted} answers were to be taken back, and this conversation has ${answered}.`,
    hint: "Take back fewer, or begin a new conversation.",
  }),
  SESSION_ENDED: () => ({
    message: "This session of the offline agent has ended, so it takes no more messages.",
    hint: "Open the conversation again; it continues from its snapshot.",
  }),
});
