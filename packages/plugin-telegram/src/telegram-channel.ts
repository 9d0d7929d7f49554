import type { PluginContext } from "@instar/kernel";
import type { Channel, Store } from "@instar/kernel/contracts";
import { type BotApi, createBotApi } from "./bot-api.ts";
import type { Chat } from "./grammy.ts";
import { fetchFile } from "./inbound/fetch-file.ts";
import { createPressTaker } from "./inbound/press-taker.ts";
import { createUpdateTaker } from "./inbound/take-update.ts";
import { isLoopback, type TelegramOptions } from "./options.ts";
import { plainPart, planReply } from "./outbound/plan-reply.ts";
import { createSender } from "./outbound/sender.ts";
import { createMenu } from "./outbound/show-menu.ts";
import { createSigns } from "./outbound/show-signs.ts";
import type { TelegramBody } from "./outbound/telegram-body.ts";
import { channelId } from "./places/address-of.ts";
import { type ChatTurns, createChatTurns } from "./places/chat-turns.ts";
import { createClosedTopics } from "./places/closed-topics.ts";
import { createGroupBook, type GroupBook } from "./places/group-book.ts";
import type { IsLetIn } from "./places/is-let-in.ts";
import { createLostPlaces } from "./places/lost-places.ts";
import { openTopic } from "./places/open-topic.ts";
import { createParkedChats, type ParkedChats } from "./places/parked-chats.ts";
import { createTopicBook, type TopicBook } from "./places/topic-book.ts";
import { createListening, type Listening } from "./polling/listening.ts";

/** As much as one message takes; only for what the house plans in our place. */
const longestText = 4_096;

export interface TelegramHouse extends Pick<PluginContext<TelegramOptions, Record<never, never>>, "options" | "background" | "clock" | "log" | "signal"> {
  readonly store: Store;
  readonly isLetIn: IsLetIn;
}

/** Telegram as a channel, and what it stands on. */
export function createTelegramChannel({ options, store, isLetIn, background, clock, log, signal }: TelegramHouse): {
  readonly channel: Channel<TelegramBody>;
  readonly api: BotApi;
  readonly book: TopicBook;
  readonly groups: GroupBook;
  readonly parked: ParkedChats;
  readonly turns: ChatTurns;
  readonly listening: Listening;
} {
  const { token, apiRoot, listenIn, lostTopic, reactions } = options;
  const api = createBotApi({ token, apiRoot, clock });
  const book = createTopicBook(store);
  const parked = createParkedChats(store, clock, log);
  const groups = createGroupBook(store, clock, log);
  const withTopics = new Set<number>();
  const open = (chat: number, name: string) => openTopic({ api, book, clock, signal }, chat, name);
  const lost = createLostPlaces({ recreate: lostTopic === "recreate", api, book, open, log, signal });
  const presses = createPressTaker({ api, log, signal });
  const turns = createChatTurns(clock);
  const signs = createSigns({ api, parked, turns, hasTopics: (chat) => withTopics.has(chat), clock, signal });
  const closed = createClosedTopics({ api, book, signal });
  const sender = createSender({ api, parked, turns, lost, closed, open, signal });
  const sawChat = (chat: Chat) => {
    const { id, is_forum: isForum } = chat;
    isForum ? withTopics.add(id) : withTopics.delete(id);
    groups.saw(chat);
  };
  const listening = createListening({
    api,
    opened: (bot, sink) => createUpdateTaker({ sink, bot, book, listenIn, presses, sawChat, isLetIn, log }),
    background,
    clock,
    log,
    signal,
  });
  const localPaths = apiRoot !== undefined && isLoopback(apiRoot);

  const channel: Channel<TelegramBody> = {
    id: channelId,
    limit: longestText,
    files: true,
    buttons: true,
    async open(sink) {
      await parked.load();
      return listening.open(sink);
    },
    ...sender,
    plan: planReply,
    plain: plainPart,
    reroute: lost.reroute,
    typing: signs.typing,
    ...(reactions && { react: (mark: "seen" | "failed" | undefined, { key }: { readonly key: string }) => signs.react(mark, key) }),
    fetch: (file, to) => fetchFile({ api, localPaths }, file, to),
    menu: createMenu(api, signal),
  };
  return { channel, api, book, groups, parked, turns, listening };
}
