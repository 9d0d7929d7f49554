import type { TelegramDesk } from "./contract.ts";
import { type BotParts, lookAtBot } from "./look-at-bot.ts";
import type { ParkedChats } from "./places/parked-chats.ts";
import type { TopicBook } from "./places/topic-book.ts";
import type { Listening } from "./polling/listening.ts";
import { type TestParts, testSend } from "./test-send.ts";

export interface DeskParts extends BotParts, TestParts {
  readonly book: TopicBook;
  readonly parked: ParkedChats;
  readonly listening: Listening;
  readonly apiRoot: string | undefined;
  readonly signal: AbortSignal;
}

/** The bot as commands look at it. */
export function createTelegramDesk({ apiRoot, signal, ...parts }: DeskParts): TelegramDesk {
  const { book, parked, listening } = parts;
  return {
    async state() {
      const { trouble, since, lastUpdateAt, begun } = listening;
      if (!begun) await parked.load();
      const { code, hint } = (trouble ?? {}) as { readonly code?: string; readonly hint?: string };
      return {
        listening: trouble ? "failed" : since !== undefined ? "open" : begun ? "opening" : "off",
        ...(since !== undefined && { since }),
        ...(lastUpdateAt !== undefined && { lastUpdateAt }),
        ...(trouble && { trouble: { message: trouble.message, ...(code !== undefined && { code }), ...(hint !== undefined && { hint }) } }),
        parked: [...parked.all].map(([chat, until]) => ({ chat, until })),
        topics: (await book.all()).length,
        ...(apiRoot !== undefined && { apiRoot }),
      };
    },
    check: () => lookAtBot(parts, signal),
    test: (chat) => testSend(parts, chat, signal),
    topics: async () =>
      (await book.all()).map(({ chat, thread, name, own, closed, openedAt }) => ({
        chat,
        thread,
        name,
        ...(own && { own }),
        ...(closed && { closed: true }),
        openedAt,
      })),
  };
}
