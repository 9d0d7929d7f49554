import { z } from "zod";

const loopback = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** Whether this address is the machine's own. */
export const isLoopback = (url: string): boolean => loopback.test(new URL(url).hostname);

const isRoot = (url: string) => {
  const { protocol, username, password, search, hash } = new URL(url);
  return (protocol === "https:" || (protocol === "http:" && isLoopback(url))) && [username, password, search, hash].every((part) => part === "");
};

const whoMaySpeak: ReadonlySet<string> = new Set(["owners", "owner", "allow", "known", "users", "chats", "groups"]);

const elsewhere =
  'Who may speak is said once for all channels: list access({ owners: ["telegram:123456789"], groups: ["telegram:-1001234567890"] }) of @instar/plugin-access, or let people in with `instar pair approve`.';

export const telegramOptions = z.strictObject(
  {
    /** What @BotFather gives for a bot. */
    token: z
      .string()
      .regex(/^\d{1,20}:[\w-]{4,}$/, {
        error: "This is no bot's token: @BotFather gives one as 123456789:AA… . `instar telegram setup` asks for it and tries it.",
      })
      .describe(
        'What @BotFather (https://t.me/BotFather) gives for a bot, /newbot for a new one and /mybots for one that you have: `env("TELEGRAM_BOT_TOKEN")`.',
      )
      .meta({ secret: "TELEGRAM_BOT_TOKEN" }),
    /** Where the Bot API is. Absent: Telegram's own. */
    apiRoot: z
      .url()
      .refine(isRoot, { error: "The token is in every address, so this must begin with https:// unless it is this machine, and carry no log-in and no query." })
      .transform((url) => url.replace(/\/+$/, ""))
      .optional()
      .describe("Where the Bot API is, for a Bot API server of your own; https, unless it is this machine. Absent: Telegram's."),
    /** Groups in which everything is meant for the agent. */
    listenIn: z
      .array(z.string().regex(/^-\d{1,16}$/, { error: "A group's id is a negative number, like -1001234567890." }))
      .default([])
      .describe("Ids of groups in which everything that is written is meant for the agent, also without a mention."),
    /** What becomes of a conversation whose topic was deleted. */
    lostTopic: z
      .enum(["recreate", "general"])
      .default("recreate")
      .describe("Where a conversation goes on whose topic was deleted: in a new topic of the same name, or in General."),
    /** Whether messages are marked. */
    reactions: z.boolean().default(true).describe("Whether a message is marked with 👀 while it is worked on, and with 👎 when that failed."),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" && issue.keys.some((key) => whoMaySpeak.has(key)) ? elsewhere : undefined) },
);

export type TelegramOptions = z.output<typeof telegramOptions>;
