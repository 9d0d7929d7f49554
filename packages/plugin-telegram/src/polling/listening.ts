import { type Clock, InstarError, type Logger, type PluginContext } from "@instar/kernel";
import type { ChannelSink } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import { type BotProfile, readBotProfile } from "../bot-profile.ts";
import type { Update } from "../grammy.ts";
import { claimBot } from "./claim-bot.ts";
import { createCursor } from "./cursor.ts";
import { pollUpdates } from "./poll-updates.ts";

const answerWithinMs = 10_000;
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

export interface ListeningParts {
  readonly api: BotApi;
  /** The bot has said who it is; gives back what takes its updates. */
  readonly opened: (bot: BotProfile, sink: ChannelSink) => (update: Update) => Promise<void>;
  readonly background: PluginContext<unknown, Record<never, never>>["background"];
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

export interface Listening {
  /** Why nobody is heard now; undefined when people are, or when it was not tried yet. */
  readonly trouble: Error | undefined;
  /** Whether it was tried yet. */
  readonly begun: boolean;
  /** Since when people are heard, epoch ms; undefined when they are not. */
  readonly since: number | undefined;
  /** When Telegram last told of something, epoch ms. */
  readonly lastUpdateAt: number | undefined;
  open(sink: ChannelSink): Promise<AsyncDisposable>;
}

/** Begins to listen, each time that the house asks for it. Of two agents with one bot the one that was here first listens on. */
export function createListening({ api, opened, background, clock, log, signal }: ListeningParts): Listening {
  let trouble: Error | undefined;
  let begun = false;
  let since: number | undefined;
  let lastUpdateAt: number | undefined;
  /** How often in a row another one was met. */
  let contests = 0;

  /** Resolves with whether it has looked for others. */
  async function claim(isKnown: boolean): Promise<boolean> {
    if (contests > 0) await clock.sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** (contests - 1)), signal);
    // Who has listened before does not wait for signs of others: they would show soon enough
    if (isKnown && contests === 0) return false;
    await claimBot({ api, clock, signal, careful: contests > 0 }).catch((error: unknown) => {
      if (InstarError.is(error, "TELEGRAM_OTHER_POLLER") || InstarError.is(error, "TELEGRAM_WEBHOOK_SET")) contests++;
      throw error;
    });
    contests = 0;
    return true;
  }

  async function begin(sink: ChannelSink): Promise<AsyncDisposable> {
    const bot = await readBotProfile(api, signal);
    // What waits for the webhook waits for us then, so nothing is dropped
    await api.call("deleteWebhook", {}, { signal, timeoutMs: answerWithinMs });
    const cursor = createCursor(sink, bot.id);
    const claimed = await claim(await cursor.isKnown());
    await cursor.claim();
    const taker = opened(bot, sink);
    const take = (update: Update) => {
      lastUpdateAt = clock.now();
      return taker(update);
    };
    return background("listen to Telegram", (ended) => pollUpdates({ api, sink, cursor, take, claimed, contested: () => void contests++, clock, log }, ended));
  }

  return {
    get trouble() {
      return trouble;
    },
    get begun() {
      return begun;
    },
    get since() {
      return since;
    },
    get lastUpdateAt() {
      return lastUpdateAt;
    },
    async open(sink) {
      begun = true;
      since = undefined;
      const watched: ChannelSink = {
        ...sink,
        failed(error) {
          trouble = error;
          since = undefined;
          sink.failed(error);
        },
      };
      try {
        const listening = await begin(watched);
        trouble = undefined;
        since = clock.now();
        return listening;
      } catch (error) {
        trouble = error as Error;
        throw error;
      }
    },
  };
}
