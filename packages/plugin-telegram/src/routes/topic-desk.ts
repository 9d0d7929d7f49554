import { createHash, randomUUID } from "node:crypto";
import { type Address, type Clock, InstarError } from "@instar/kernel";
import type { Access } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { z } from "zod";
import { TelegramError } from "../errors.ts";
import { channelId } from "../places/address-of.ts";
import { topicName } from "../places/open-topic.ts";
import type { TopicBook } from "../places/topic-book.ts";
import { findTopic } from "./find-topic.ts";
import { createHourlyLimit } from "./hourly-limit.ts";
import type { OpenedTopics } from "./opened-topics.ts";
import type { Reach } from "./reach.ts";
import type { openAnswer, openBody, replyAnswer, replyBody, topicsAnswer } from "./route-schemas.ts";
import { placeAt, topicIdOf } from "./topic-id.ts";

/** What a session may say and open in an hour. */
const messagesPerHour = 30;
const topicsPerHour = 5;
/** Among so many of the latest messages the owner's last is looked for. */
const looksBack = 100;

export interface TopicDeskParts {
  readonly conversations: Pick<Conversations, "tell" | "thread" | "history" | "status">;
  readonly access: Pick<Access, "judge">;
  readonly book: TopicBook;
  readonly opened: OpenedTopics;
  readonly clock: Clock;
}

const digest = (name: string) => createHash("sha256").update(name).digest("base64url");

/** Topics, within what a caller may do: which there are, another one, something said in one. */
export function createTopicDesk({ conversations, access, book, opened, clock }: TopicDeskParts) {
  const messages = createHourlyLimit(clock, messagesPerHour);
  const topics = createHourlyLimit(clock, topicsPerHour);

  /** For the owner the chat where an owner last wrote. */
  async function chatFor(asked: string | undefined, { isOwner, here }: Reach): Promise<string> {
    if (!isOwner && !here) throw TelegramError.NO_PLACE();
    if (!isOwner && asked !== undefined && asked !== here?.conversation) throw TelegramError.NOT_YOURS(asked);
    const known = asked ?? here?.conversation;
    if (known !== undefined) return known;
    const { said } = await conversations.history({ channel: channelId, limit: looksBack });
    const owners = said.toReversed().flatMap(({ from, address }) => (from?.trust === "owner" ? { from, chat: address.conversation } : []));
    // Whoever was one then need not be one now
    for (const { from, chat } of owners) if ((await access.judge(channelId, from)).trust === "owner") return chat;
    throw TelegramError.NO_CHAT();
  }

  return {
    place: async (id: string, chat: string | undefined, reach: Reach): Promise<Address> => findTopic(id, chat, reach, await book.all()),
    async list(chat: string | undefined, { readsAll, here }: Reach): Promise<z.input<typeof topicsAnswer>> {
      const all = (await book.all()).map((topic) => ({ ...topic, place: placeAt(String(topic.chat), String(topic.thread)) }));
      const visible = all.filter(({ place }) => (chat ?? place.conversation) === place.conversation && (readsAll || place.conversation === here?.conversation));
      const shown = visible.map(async ({ thread, name, own, closed, openedAt, place }) => {
        const [last] = (await conversations.history({ address: place, limit: 1 })).said;
        return {
          id: topicIdOf(place),
          topicId: thread,
          name,
          chat: place.conversation,
          own: own === true,
          closed: closed === true,
          openedAt,
          ...(last && { lastMessageAt: last.at }),
          ...(here !== undefined && topicIdOf(here) === topicIdOf(place) && { here: true as const }),
        };
      });
      return { topics: await Promise.all(shown) };
    },
    async open({ name: wanted, chat: asked, key }: z.output<typeof openBody>, reach: Reach): Promise<z.input<typeof openAnswer>> {
      const chat = await chatFor(asked, reach);
      const name = topicName(wanted);
      const { channels } = await conversations.status();
      if (channels.find(({ id }) => id === channelId)?.state !== "open") throw TelegramError.NOT_OPEN();
      if (!reach.isOwner && !topics.take(reach.who)) throw TelegramError.TOO_MANY("topics", topicsPerHour);
      const by = reach.isOwner ? "owner" : "agent";
      const thread = { key: `telegram:${by}:${chat}:${key ?? digest(name)}`, name, parent: placeAt(chat) };
      const place = await conversations.thread(thread).catch((error: Error) => {
        // What Telegram wants to have changed says more than that it did not work
        throw InstarError.is(error.cause, "TELEGRAM_NO_TOPIC") ? error.cause : error;
      });
      if (place.channel !== channelId || place.thread === undefined) throw TelegramError.NOT_OPEN();
      if (!reach.isOwner) await opened.note(place, reach.who, clock.now());
      const known = await book.get(Number(place.conversation), Number(place.thread));
      return { id: topicIdOf(place), topicId: Number(place.thread), name: known?.name ?? name, chat: place.conversation };
    },
    async say(
      place: Address,
      { text, key = randomUUID(), attachments, silent }: z.output<typeof replyBody>,
      reach: Reach,
    ): Promise<z.input<typeof replyAnswer>> {
      if (!(await reach.mayWrite(place))) throw TelegramError.NOT_YOURS(topicIdOf(place));
      if (!reach.isOwner && !messages.take(reach.who)) throw TelegramError.TOO_MANY("messages", messagesPerHour);
      const told = await conversations.tell({
        key: `telegram:${reach.who}:${key}`,
        text,
        to: place,
        ...(attachments !== undefined && { attachments }),
        ...(silent === true && { silent }),
      });
      return { ok: true, topic: topicIdOf(told), key };
    },
  };
}

export type TopicDesk = ReturnType<typeof createTopicDesk>;
