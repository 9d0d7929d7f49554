import { defineErrors } from "@instar/kernel/command";

export const ClientError = defineErrors("CLIENT", {
  NO_AGENT: (where: string) => ({
    message: `There is no agent in ${where}.`,
    hint: "Give the agent's folder, the one with instar.config.ts: connectAgent(folder). `instar init` makes one.",
  }),
  NOT_RUNNING: (place: string) => ({
    message: `The agent of ${place} does not run, or does not listen.`,
    hint: "Start it with `instar start`; `instar status` shows whether it runs.",
  }),
  WARMING: () => ({ message: "The agent is starting and not ready yet.", hint: "Ask again in a moment; `instar status` shows how far it is." }),
  NO_TOKEN: (place: string) => ({
    message: `There is no token for the agent of ${place} that this process may read.`,
    hint: "`instar start` makes the owner's token; a process of another user gives its own: connectAgent({ url, token }).",
  }),
  CONNECTION_LOST: (waitedMs: number) => ({
    message: `The agent has not answered for ${waitedMs} ms.`,
    hint: "`instar status` shows whether it runs. What was handed to it goes on when it does: ask again with the same turn.",
  }),
  BROKE_OFF: () => ({
    message: "The agent stopped before the message was answered.",
    hint: "The message is kept, and is answered when the agent runs again; `instar inbox` shows it.",
  }),
  CUT_OFF: (what: string) => ({
    message: `The connection broke off, so it is not known whether ${what}.`,
    hint: "Look first, with sessions.status(name) or sessions.list(), before you ask for it again.",
  }),
  BAD_ANSWER: (what: string, status: number) => ({
    message: `What answered to ${what} (status ${status}) is not an agent of Instar, or one of another version.`,
    hint: "Look at the address; `instar status` shows it.",
  }),
  TURN_FAILED: (name: string, what: string, hint: string | undefined) => ({
    message: `The turn of ${name} ${what}`,
    hint: hint ?? `\`instar session output ${name}\` shows what it did; it can be asked again.`,
  }),
  NO_SESSIONS: () => ({
    message: "This agent has no named sessions: no plugin in its config provides them.",
    hint: "Leave @instar/plugin-named-sessions among the providers; it comes with `instar`.",
  }),
  NO_DELEGATES: () => ({
    message: "This agent cannot delegate: no plugin in its config provides that.",
    hint: "Add @instar/plugin-delegate: `instar plugins add delegate`, then `instar reload`.",
  }),
  NO_ROUTE: (what: string) => ({
    message: `This agent does not know ${what}.`,
    hint: "The HTTP API (@instar/plugin-http) and the conversations bring it; both come with `instar`.",
  }),
  MESSAGE_FAILED: (state: string, reason: string) => ({
    message: `The message was not answered (${state}): ${reason}`,
    hint: "`instar inbox` shows what became of it.",
  }),
});
