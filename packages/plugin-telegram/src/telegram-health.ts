import type { Clock } from "@instar/kernel";
import type { Finding, HealthCheck } from "@instar/kernel/contracts";
import { type BotParts, lookAtBot } from "./look-at-bot.ts";
import type { Listening } from "./polling/listening.ts";

/** What was found holds for so long, so that who looks often does not ask Telegram each time. */
const freshMs = 300_000;

export interface HealthParts extends BotParts {
  readonly listening: Pick<Listening, "trouble">;
  readonly clock: Clock;
}

/** Whether the bot can do its work: its token holds, it hears what it should, it may open topics where it has some. */
export function telegramHealth({ listening, clock, ...parts }: HealthParts): HealthCheck {
  let latest: { readonly at: number; readonly finding: Finding } | undefined;

  async function look(signal: AbortSignal): Promise<Finding> {
    const { bot, webhook, lacks } = await lookAtBot(parts, signal);
    if (lacks.length > 0)
      return {
        status: "warn",
        summary: lacks.map(({ what }) => what).join(" "),
        why:
          webhook === undefined
            ? "What it does not hear it cannot answer, and a conversation of its own needs a topic of its own."
            : "While they are, nobody else receives them.",
        hint: [...new Set(lacks.flatMap(({ fix }) => fix))].join(" "),
      };
    const privacy = bot.hearsGroups ? "hears everything in groups" : "hears mentions, replies and commands in groups";
    return { status: "ok", summary: `@${bot.username} ${privacy}${bot.privateTopics ? ", and has topics in private chats" : ""}.` };
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
