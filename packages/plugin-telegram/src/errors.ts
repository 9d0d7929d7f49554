import { defineErrors } from "@instar/kernel";

export const TelegramError = defineErrors("TELEGRAM", {
  TOKEN_REFUSED: () => ({
    message: "Telegram does not know the bot of this token: it was revoked, or not copied as a whole. Give the one that @BotFather shows now.",
    hint: "In the chat with @BotFather: /mybots, the bot, API Token. Then `instar secrets set TELEGRAM_BOT_TOKEN` and `instar reload`.",
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
    hint: "It is tried again by itself. Look whether this machine is online and whether a proxy or firewall keeps it from api.telegram.org.",
  }),
  REFUSED: (method: string, status: number, description: string) => ({ message: `Telegram refused ${method} (${status}): ${description}` }),
  PARKED: (seconds: number) => ({ message: `Telegram takes nothing for this chat for another ${seconds} s.`, hint: "It is sent by itself when that is over." }),
  FILE_TOO_LARGE: (limit: string) => ({
    message: `The file is larger than ${limit}.`,
    hint: "Telegram hands over files of up to 20 MB; a Bot API server of your own (`apiRoot`) has no such limit.",
  }),
  FILE_NOT_FETCHED: (why: string) => ({ message: `A file could not be fetched from Telegram: ${why}.` }),
  NO_TOPIC: (why: string) => ({
    message: `Telegram opened no topic: ${why}`,
    hint: "In a group: switch Topics on, and make the bot an administrator with the right to manage topics. In a private chat: switch topics on for the bot at @BotFather.",
  }),
});
