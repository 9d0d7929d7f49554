import { defineErrors } from "@instar/kernel";

export const ConversationsError = defineErrors("CONVERSATIONS", {
  MESSAGE_MALFORMED: (channel: string, what: string) => ({
    message: `The channel ${channel} handed over a message that cannot be accepted: ${what}.`,
    hint: "Every message needs a key, a sender's id, an address of its own channel, a text and a time in epoch ms.",
  }),
  CHANNEL_TWICE: (id: string, first: string, second: string) => ({
    message: `The plugins ${first} and ${second} both bring a channel called "${id}"; the one of ${second} stays closed.`,
    hint: "Remove one of the two, or give it another id in its options.",
  }),
  CHANNEL_RESERVED: (id: string, plugin: string) => ({
    message: `The plugin ${plugin} brings a channel called "${id}", a name of this machine's own, where the sender is the owner; it stays closed.`,
    hint: "Give the channel another id.",
  }),
  COMMAND_TAKEN: (name: string, plugin: string, keeper: string) => ({
    message: `The plugin ${plugin} brings the chat command /${name}, which ${keeper} has already; that of ${plugin} is not reached.`,
    hint: `Remove one of the two, or give the command of ${plugin} another name.`,
  }),
  CHANNEL_CLOSED: (id: string, why: string) => ({
    message: `The channel ${id} could not be opened: ${why}`,
    hint: "It is tried again by itself; `instar status` shows when it is open.",
  }),
  THREAD_NOT_OPENED: (name: string, channel: string, why: string) => ({
    message: `The thread ${JSON.stringify(name)} could not be opened on the channel ${channel}: ${why}`,
    hint: "Ask again with the same key: a thread that was made after all is found where the channel can find it.",
  }),
  THREAD_NOT_CLOSED: (channel: string, why: string) => ({
    message: `A thread on the channel ${channel} could not be closed: ${why}`,
    hint: "Ask again later.",
  }),
});
