import type { Clock } from "@instar/kernel";
import type { Finding, HealthCheck } from "@instar/kernel/contracts";
import type { BotApi } from "./bot-api.ts";
import { type BotProfile, readBotProfile } from "./bot-profile.ts";
import type { TopicBook } from "./places/topic-book.ts";
import type { Listening } from "./polling/listening.ts";

/** What was found holds for so long, so that who looks often does not ask Telegram each time. */
const freshMs = 300_000;
const answerWithinMs = 4_000;

export interface HealthParts {
  readonly api: BotApi;
  readonly book: TopicBook;
  /** Ids of groups in which everything is meant for the agent. */
  readonly listenIn: readonly string[];
  readonly listening: Pick<Listening, "trouble">;
  readonly clock: Clock;
}

const hooked: Finding = {
  status: "warn",
  summary: "The messages of this bot are sent to an address on the web (a webhook), by another program or from an earlier use of it.",
  why: "While they are, nobody else receives them.",
  hint: "The agent removes the webhook when it starts. Stop the other program first, or make another bot: /newbot at @BotFather.",
};

/** What a bot lacks in a group, in words; undefined when it lacks nothing, or nothing can be learned. */
async function lackIn(
  chat: number,
  { api, bot, hears, topics, signal }: { api: BotApi; bot: BotProfile; hears: boolean; topics: boolean; signal: AbortSignal },
): Promise<string | undefined> {
  const member = await api.call("getChatMember", { chat_id: chat, user_id: bot.id }, { signal, timeoutMs: answerWithinMs }).catch(() => undefined); // it may have left
  if (!member) return `The bot is not in the group ${chat}, or cannot see it.`;
  const isAdministrator = member.status === "administrator" || member.status === "creator";
  if (hears && !isAdministrator && !bot.can_read_all_group_messages)
    return `In the group ${chat} the bot hears only mentions, replies and commands, as privacy mode is on.`;
  if (topics && member.status !== "creator" && !(member.status === "administrator" && member.can_manage_topics))
    return `In the group ${chat} the bot may not manage topics, so it can open none for a conversation of its own.`;
  return undefined;
}

/** Whether the bot can do its work: its token holds, it hears what it should, it may open topics where it has some. */
export function telegramHealth({ api, book, listenIn, listening, clock }: HealthParts): HealthCheck {
  let latest: { readonly at: number; readonly finding: Finding } | undefined;

  async function look(signal: AbortSignal): Promise<Finding> {
    const bot = await readBotProfile(api, signal);
    const { url } = await api.call("getWebhookInfo", {}, { signal, timeoutMs: answerWithinMs });
    if (url) return hooked;
    const forums = new Set((await book.all()).flatMap(({ chat }) => (chat < 0 ? chat : [])));
    const groups = new Set([...forums, ...listenIn.map(Number)]);
    const lacks: string[] = [];
    for (const chat of groups) {
      const lack = await lackIn(chat, { api, bot, hears: listenIn.includes(String(chat)), topics: forums.has(chat), signal });
      if (lack !== undefined) lacks.push(lack);
    }
    if (lacks.length > 0)
      return {
        status: "warn",
        summary: lacks.join(" "),
        why: "What it does not hear it cannot answer, and a conversation of its own needs a topic of its own.",
        hint: "Make the bot an administrator of the group with the right to manage topics. Or, to hear everything: /setprivacy at @BotFather, Disable, then remove the bot from the group and add it again.",
      };
    const privacy = bot.can_read_all_group_messages ? "hears everything in groups" : "hears mentions, replies and commands in groups";
    return { status: "ok", summary: `@${bot.username} ${privacy}${bot.has_topics_enabled ? ", and has topics in private chats" : ""}.` };
  }

  return {
    id: "telegram",
    async run(signal) {
      if (listening.trouble) return failed(listening.trouble);
      if (latest && clock.now() - latest.at < freshMs) return latest.finding;
      try {
        const finding = await look(signal);
        latest = { at: clock.now(), finding };
        return finding;
      } catch (error) {
        signal.throwIfAborted();
        return failed(error as Error);
      }
    },
  };
}

const failed = ({ message, hint }: Error & { readonly hint?: string }): Finding => ({
  status: "fail",
  summary: message,
  why: "Nobody is heard over Telegram, and nothing arrives there.",
  ...(hint !== undefined && { hint }),
});
