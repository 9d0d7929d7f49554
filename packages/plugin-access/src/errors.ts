import { defineErrors } from "@instar/kernel";

export const AccessError = defineErrors("ACCESS", {
  OWNER_ONLY: (plugin: string, what: string) => ({
    message: `The plugin ${plugin} asked for "${what}", which is the owner's to do.`,
    hint: "Let the owner do it: by a command, or by an answer in a conversation.",
  }),
  SENDER_MALFORMED: (sender: string) => ({
    message: `${JSON.stringify(sender)} names no sender.`,
    hint: 'Write the channel, a colon and the sender\'s id there, for example "telegram:123456789"; `instar inbox --json` shows who wrote.',
  }),
  ALWAYS_OWNER: (sender: string) => ({
    message: `${sender} is whoever holds the owner's token of this agent, and stays the owner.`,
    hint: "To keep somebody out, keep them from reading the agent's folder.",
  }),
  IN_CONFIG: (sender: string, list: string) => ({
    message: `${sender} is listed in the config (access({ ${list} })), so nothing was revoked.`,
    hint: "Take the entry out of instar.config.ts, then run `instar reload`.",
  }),
  NOT_GRANTED: (sender: string) => ({
    message: `${sender} is not let in, so there is nothing to revoke.`,
    hint: "`instar access list` shows who is.",
  }),
  STILL_TRUSTED: (sender: string) => ({
    message: `${sender} is let in already, so there is nothing to deny.`,
    hint: `\`instar access revoke ${sender}\` takes that back.`,
  }),
  NO_SUCH_CODE: () => ({
    message: "No stranger waits with this code.",
    hint: "Codes work once and for an hour; `instar pair list` shows who waits. Whoever writes again after that gets a new one.",
  }),
  CODE_EXPIRED: (sender: string) => ({
    message: `The code of ${sender} has expired, so nobody was let in.`,
    hint: `They get a new one when they write again; \`instar access grant ${sender}\` lets them in without one.`,
  }),
  NO_SUCH_CHANNEL: (channel: string, there: readonly string[]) => ({
    message: `The agent has no channel ${JSON.stringify(channel)}${there.length === 0 ? "" : `; there are ${there.join(", ")}`}.`,
    hint: `\`instar add ${channel}\` brings it, where there is such a plugin; then \`instar reload\`.`,
  }),
  NOBODY_TO_ASK: (channel: string) => ({
    message: "There is no terminal here in which somebody could be asked who the owner is.",
    hint: `Say who it is, as the channel knows them: --owner ${channel}:123456789`,
  }),
  NOBODY_WROTE: (channel: string, seconds: number) => ({
    message: `Nobody new wrote on ${channel} within ${seconds} s, so nothing was changed.`,
    hint: `The same command waits again. \`instar status\` says whether ${channel} is open.`,
  }),
  TOO_MANY_CODES: (minutes: number) => ({
    message: `Too many wrong codes were tried here, so none is taken for ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    hint: "`instar access grant <channel:id>` lets somebody in without a code.",
  }),
});

export const ApprovalsError = defineErrors("APPROVALS", {
  TOO_MANY: (most: number) => ({
    message: `This session has ${most} open questions already, so no further one is put to the owner.`,
    hint: "Wait until some are answered, or do something that needs no permission.",
  }),
  NOT_PUT: () => ({ message: "The question could not be put to the owner, so nobody was asked.", hint: "The cause is in the log: `instar logs`." }),
  WITHDRAWN: (why: string) => ({ message: `The question was withdrawn: ${why}` }),
  CLOSING: () => ({ message: "The agent is being stopped, so nobody was asked." }),
  NOT_AN_ANSWER: (answer: string) => ({ message: `${JSON.stringify(answer)} is no answer.`, hint: "Answer yes or no." }),
  NO_QUESTION: (id: string) => ({
    message: `There is no question ${JSON.stringify(id)}.`,
    hint: "`instar approvals list` shows the open ones, with `--all` those that ended too.",
  }),
  ENDED_OTHERWISE: (how: string) => ({ message: `${how} Nothing was changed.` }),
});
