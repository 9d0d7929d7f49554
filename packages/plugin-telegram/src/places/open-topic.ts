import { createHash } from "node:crypto";
import type { Address, Clock } from "@instar/kernel";
import type { BotApi } from "../bot-api.ts";
import { failureOf } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";
import { channelId } from "./address-of.ts";
import type { TopicBook } from "./topic-book.ts";

/** Telegram has these six, and no others. */
const colors = [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047] as const;
const longestName = 128;
const answerWithinMs = 30_000;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** As much of a name as a topic's can be, without cutting a character. */
export function topicName(wanted: string): string {
  let name = "";
  for (const { segment } of graphemes.segment(wanted.replace(/\s+/g, " ").trim())) {
    if (name.length + segment.length > longestName) break;
    name += segment;
  }
  return name || "Conversation";
}

/** Opens a topic. Asked twice, it opens two: Telegram can't be asked which there are. Rejects with TELEGRAM_NO_TOPIC where none can be opened. */
export async function openTopic(
  { api, book, clock, signal }: { readonly api: BotApi; readonly book: TopicBook; readonly clock: Clock; readonly signal: AbortSignal },
  chat: number,
  wanted: string,
): Promise<Address> {
  const name = topicName(wanted);
  const color = colors[(createHash("sha256").update(name).digest()[0] ?? 0) % colors.length] as (typeof colors)[number];
  const made = await api.call("createForumTopic", { chat_id: chat, name, icon_color: color }, { signal, timeoutMs: answerWithinMs }).catch((error: unknown) => {
    const failure = failureOf(error);
    throw failure?.kind === "refused" && failure.status < 401 ? TelegramError.NO_TOPIC(failure.description, { cause: error }) : error;
  });
  const thread = made.message_thread_id;
  await book.note({ chat, thread, name, own: true, openedAt: clock.now() });
  return { channel: channelId, conversation: String(chat), thread: String(thread) };
}
