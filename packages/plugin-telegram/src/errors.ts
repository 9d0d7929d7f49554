import { defineErrors } from "@instar/kernel";

const unknownBot = "Telegram does not know the bot of this token: it was revoked, or not copied as a whole. Give the one that @BotFather shows now";
/** For whoever is being asked for another one. */
export const tokenRefused = `${unknownBot}.`;

export const TelegramError = defineErrors("TELEGRAM", {
  TOKEN_REFUSED: () => ({
    message: `${unknownBot}, with \`instar telegram setup\`.`,
    hint: "In the chat with @BotFather: /mybots, the bot, API Token. Without a question: `instar secrets set` with the secret's name in the config, then `instar reload`.",
  }),
  OTHER_POLLER: () => ({
    message: "Another program receives the messages of this bot, so none arrive here. Stop the other one, or give each agent a bot of its own.",
    hint: "Look for another agent, or another bot program, with the same token. @BotFather makes another bot with /newbot; /revoke locks out whoever has the old token.",
  }),
  WEBHOOK_SET: () => ({
    message:
      "Another program had the messages of this bot sent to an address of its own (a webhook), so none arrive here. Stop the other one, or make another bot.",
    hint: "The webhook is removed at the next try. @BotFather makes another bot with /newbot; /revoke locks out whoever has the old token.",
  }),
  UNREACHABLE: (why: string) => ({
    message: `Telegram could not be reached (${why}).`,
    hint: "It is tried again by itself. Look whether this machine is online and whether a proxy or firewall keeps it from api.telegram.org, or from the `apiRoot` of the config.",
  }),
  REFUSED: (method: string, status: number, description: string) => ({ message: `Telegram refused ${method} (${status}): ${description}` }),
  PARKED: (seconds: number) => ({ message: `Telegram takes nothing for this chat for another ${seconds} s.`, hint: "It is sent by itself when that is over." }),
  FILE_TOO_LARGE: (limit: string) => ({
    message: `The file is larger than ${limit}.`,
    hint: "Telegram hands over files of up to 20 MB; a Bot API server of your own (`apiRoot`) has no such limit.",
  }),
  FILE_NOT_FETCHED: (why: string) => ({ message: `A file could not be fetched from Telegram: ${why}.` }),
  BAD_CHAT: (chat: string) => ({
    message: `${JSON.stringify(chat)} names no chat of Telegram.`,
    hint: "A person's number, a group's like -1001234567890, or a topic's like -1001234567890/12; `instar telegram status` shows the groups.",
  }),
  BAD_OWNER: (owner: string) => ({
    message: `${JSON.stringify(owner)} is no person's number at Telegram.`,
    hint: "People are known by a number like 123456789, not by a name. Without `--owner` it is found for you; `instar inbox --state refused` shows it, too, once you have written to the bot.",
  }),
  NO_OWNER: () => ({
    message: "No owner writes over Telegram yet, so there is nobody to send a test to.",
    hint: "`instar telegram setup` lets you in. Or name a chat: `instar telegram test --to 123456789`.",
  }),
  NOBODY_TO_ASK: () => ({
    message: "The set-up asks questions, and there is no terminal to ask them in.",
    hint: "Say who the owner is: `instar telegram setup --owner 123456789`, their number at Telegram.",
  }),
  STEP_FAILED: (command: string, code: number) => ({
    message: `\`instar ${command}\` did not work (it ended with ${code}), so the set-up stops here.`,
    hint: "What it said stands above. `instar telegram setup` goes on from there.",
  }),
  NOT_IN_AGENT: () => ({
    message: "Telegram is not in the config of this agent.",
    hint: "`instar add telegram` adds it and asks for the token.",
  }),
  NOT_LISTENING: (why: string) => ({ message: `The bot listens to nobody: ${why}`, hint: "`instar telegram status` says how it is now; it goes on trying." }),
  NO_TOPIC: (why: string) => ({
    message: `Telegram opened no topic: ${why.replace(/\.$/, "")}.`,
    hint: "In a group: switch Topics on, and make the bot an administrator with the right to manage topics. In a private chat: switch topics on for the bot at @BotFather.",
  }),
  UNKNOWN_TOPIC: (topic: string) => ({
    message: `No topic ${topic} is known.`,
    hint: "Telegram tells a bot of topics only as they are opened or renamed. `GET /telegram/topics` lists those that are known; name others with their chat: -1001234567890:12.",
  }),
  AMBIGUOUS_TOPIC: (topic: string, chats: readonly string[]) => ({
    message: `"${topic}" does not say which chat is meant${chats.length === 0 ? "" : `: there are ${chats.join(", ")}`}.`,
    hint: `Name it with its chat: ${chats[0] ?? "-1001234567890"}:${topic}.`,
  }),
  NO_PLACE: () => ({
    message: "This caller belongs to no conversation on Telegram, so there is no `here`.",
    hint: "Only a session that somebody talks to over Telegram has one. Other sessions reach the owner with the tool `send_message`; the owner names a topic or a chat.",
  }),
  NOT_YOURS: (place: string) => ({
    message: `${place} belongs to another conversation, which a session neither writes to nor reads.`,
    hint: "Write to `here`, or open a topic of your own with `POST /telegram/topics`. To reach the owner elsewhere use the tool `send_message`.",
  }),
  TOO_MANY: (what: string, most: number) => ({
    message: `A session gets ${most} ${what} an hour on Telegram, and these have been used.`,
    hint: "Say the rest in your answer, all at once.",
  }),
  NO_CHAT: () => ({
    message: "No owner has written over Telegram yet, so it is not known where the topic should be.",
    hint: "Name the chat: a group with topics (-1001234567890), or a private chat that has some.",
  }),
  NOT_OPEN: () => ({
    message: "Telegram is not connected at the moment, so no topic can be opened.",
    hint: "Look at `instar status`, which says why, and ask again with the same key.",
  }),
});
