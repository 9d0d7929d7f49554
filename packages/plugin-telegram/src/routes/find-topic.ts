import type { Address } from "@instar/kernel";
import { TelegramError } from "../errors.ts";
import type { KnownTopic } from "../places/topic-book.ts";
import type { Reach } from "./reach.ts";
import { parseTopicId, placeAt } from "./topic-id.ts";

/**
 * The place that a topic's id names. A number alone is looked for where the caller is, then among all topics that are known; with its chat it needs not be
 * known, because Telegram does not say which topics there are. Throws TELEGRAM_NO_PLACE, TELEGRAM_UNKNOWN_TOPIC or TELEGRAM_AMBIGUOUS_TOPIC.
 */
export function findTopic(id: string, chat: string | undefined, { here }: Pick<Reach, "here">, known: readonly KnownTopic[]): Address {
  const named = parseTopicId(id, chat);
  if (named === "here") {
    if (!here) throw TelegramError.NO_PLACE();
    return here;
  }
  if (named.chat !== undefined) return placeAt(named.chat, named.thread);
  if (named.thread === undefined) {
    if (!here) throw TelegramError.AMBIGUOUS_TOPIC(id, chatsOf(known));
    return placeAt(here.conversation);
  }
  const chats = chatsOf(known.filter(({ thread }) => String(thread) === named.thread));
  const found = here && (chats.includes(here.conversation) || here.thread === named.thread) ? [here.conversation] : chats;
  const [only, ...others] = found;
  if (only === undefined) throw TelegramError.UNKNOWN_TOPIC(id);
  if (others.length > 0) throw TelegramError.AMBIGUOUS_TOPIC(id, found);
  return placeAt(only, named.thread);
}

const chatsOf = (topics: readonly KnownTopic[]): readonly string[] => [...new Set(topics.map(({ chat }) => String(chat)))];
