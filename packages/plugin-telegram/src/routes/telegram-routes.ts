import { createHash, randomUUID } from "node:crypto";
import { type Address, type Clock, InstarError } from "@instar/kernel";
import type { Route, RouteCall } from "@instar/kernel/contracts";
import type { Conversations, HistoryPage, Said } from "@instar/plugin-conversations/contract";
import { withStatus } from "@instar/plugin-http/contract";
import type { z } from "zod";
import { TelegramError } from "../errors.ts";
import { channelId } from "../places/address-of.ts";
import { topicName } from "../places/open-topic.ts";
import type { TopicBook } from "../places/topic-book.ts";
import { findTopic } from "./find-topic.ts";
import { createHourlyLimit } from "./hourly-limit.ts";
import type { OpenedTopics } from "./opened-topics.ts";
import { type Reach, type ReachParts, reachOf } from "./reach.ts";
import {
  figuresAnswer,
  messagesAnswer,
  messagesQuery,
  openAnswer,
  openBody,
  params,
  placeQuery,
  replyAnswer,
  replyBody,
  searchQuery,
  topicsAnswer,
  topicsQuery,
} from "./route-schemas.ts";
import { placeAt, topicIdOf } from "./topic-id.ts";

/** What a session may say and open in an hour. */
const messagesPerHour = 30;
const topicsPerHour = 5;
/** Among so many of the latest messages the owner's last is looked for. */
const looksBack = 100;

const statuses: Readonly<Record<string, number>> = {
  TELEGRAM_UNKNOWN_TOPIC: 404,
  TELEGRAM_NO_PLACE: 404,
  TELEGRAM_AMBIGUOUS_TOPIC: 409,
  TELEGRAM_NOT_YOURS: 403,
  TELEGRAM_TOO_MANY: 429,
  TELEGRAM_NO_CHAT: 422,
  TELEGRAM_NOT_OPEN: 503,
  TELEGRAM_NO_TOPIC: 409,
  CONVERSATIONS_THREAD_NOT_OPENED: 502,
};

export interface TelegramRouteParts extends Omit<ReachParts, "opened"> {
  readonly conversations: Pick<Conversations, "tell" | "thread" | "history" | "search" | "figures" | "status">;
  readonly book: TopicBook;
  readonly opened: OpenedTopics;
  readonly clock: Clock;
}

/** Topics and what is said in them, over the API. */
export function telegramRoutes({ conversations, book, opened, clock, ...judges }: TelegramRouteParts): readonly Route[] {
  const messages = createHourlyLimit(clock, messagesPerHour);
  const topics = createHourlyLimit(clock, topicsPerHour);

  async function answered(call: RouteCall, status: number, ask: (reach: Reach) => Promise<unknown>): Promise<Response> {
    if (call.caller === undefined) throw new Error("A route of Telegram was called without a caller.");
    try {
      return Response.json(await ask(await reachOf(call.caller, { ...judges, opened })), { status });
    } catch (error) {
      const known = InstarError.is(error) ? statuses[error.code] : undefined;
      throw known === undefined ? error : withStatus(error as Error, known);
    }
  }

  const placeOf = async (id: string, chat: string | undefined, reach: Reach) => findTopic(id, chat, reach, await book.all());

  async function readable(id: string, chat: string | undefined, reach: Reach): Promise<Address> {
    const place = await placeOf(id, chat, reach);
    if (!(await reach.mayRead(place))) throw TelegramError.NOT_YOURS(topicIdOf(place));
    return place;
  }

  /** For the owner the chat where an owner last wrote. */
  async function chatFor(asked: string | undefined, { isOwner, here }: Reach): Promise<string> {
    if (!isOwner && !here) throw TelegramError.NO_PLACE();
    if (!isOwner && asked !== undefined && asked !== here?.conversation) throw TelegramError.NOT_YOURS(asked);
    const { said } = await conversations.history({ channel: channelId, limit: looksBack });
    const chat = asked ?? here?.conversation ?? said.findLast(({ from }) => from?.trust === "owner")?.address.conversation;
    if (chat === undefined) throw TelegramError.NO_CHAT();
    return chat;
  }

  async function openTopic({ name: wanted, chat: asked, key }: z.output<typeof openBody>, reach: Reach) {
    const chat = await chatFor(asked, reach);
    const name = topicName(wanted);
    const { channels } = await conversations.status();
    if (channels.find(({ id }) => id === channelId)?.state !== "open") throw TelegramError.NOT_OPEN();
    if (!reach.isOwner && !topics.take(reach.who)) throw TelegramError.TOO_MANY("topics", topicsPerHour);
    const own = reach.isOwner ? "owner" : "agent";
    const thread = { key: `telegram:${own}:${chat}:${key ?? digest(name)}`, name, parent: placeAt(chat) };
    const place = await conversations.thread(thread).catch((error: Error) => {
      // What Telegram wants to have changed says more than that it did not work
      throw InstarError.is(error.cause, "TELEGRAM_NO_TOPIC") ? error.cause : error;
    });
    if (place.channel !== channelId || place.thread === undefined) throw TelegramError.NOT_OPEN();
    if (!reach.isOwner) await opened.note(place, reach.who, clock.now());
    const known = await book.get(Number(place.conversation), Number(place.thread));
    return { id: topicIdOf(place), topicId: Number(place.thread), name: known?.name ?? name, chat: place.conversation };
  }

  async function reply(place: Address, { text, key = randomUUID(), attachments, silent }: z.output<typeof replyBody>, reach: Reach) {
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
  }

  async function list(chat: string | undefined, reach: Reach) {
    const all = (await book.all()).map((topic) => ({ ...topic, place: placeAt(String(topic.chat), String(topic.thread)) }));
    const visible = all.filter(
      ({ place }) => (chat === undefined || place.conversation === chat) && (reach.readsAll || place.conversation === reach.here?.conversation),
    );
    return Promise.all(
      visible.map(async ({ chat: where, thread, name, own, closed, openedAt, place }) => {
        const [last] = (await conversations.history({ address: place, limit: 1 })).said;
        return {
          id: topicIdOf(place),
          topicId: thread,
          name,
          chat: String(where),
          own: own === true,
          closed: closed === true,
          openedAt,
          ...(last && { lastMessageAt: last.at }),
          ...(reach.here?.thread === place.thread && reach.here?.conversation === place.conversation && { here: true }),
        };
      }),
    );
  }

  return [
    {
      method: "GET",
      path: "/telegram/topics",
      access: "agent",
      summary: "The topics that are known, and when something was last said there. A session sees those of its own chat.",
      schema: { query: topicsQuery, answer: topicsAnswer },
      handle: (_, call) => answered(call, 200, async (reach) => ({ topics: await list((call.query as z.output<typeof topicsQuery>).chat, reach) })),
    },
    {
      method: "POST",
      path: "/telegram/topics",
      access: "agent",
      summary: "Opens a topic, once per key or name: a conversation of its own.",
      schema: { body: openBody, answer: openAnswer },
      handle: (_, call) => answered(call, 201, (reach) => openTopic(call.body as z.output<typeof openBody>, reach)),
    },
    {
      method: "POST",
      path: "/telegram/reply/:topicId",
      access: "agent",
      summary: "Says something in a topic, outside of any turn; on its way, over restarts, when it answers.",
      schema: { params, query: placeQuery, body: replyBody, answer: replyAnswer },
      handle: (_, call) =>
        answered(call, 202, async (reach) => {
          const place = await placeOf(call.params["topicId"] ?? "", (call.query as z.output<typeof placeQuery>).chat, reach);
          return reply(place, call.body as z.output<typeof replyBody>, reach);
        }),
    },
    {
      method: "GET",
      path: "/telegram/topics/:topicId/messages",
      access: "agent",
      summary: "What was said in a topic, both ways: the latest page, the oldest first. Kept for 30 days.",
      schema: { params, query: messagesQuery, answer: messagesAnswer },
      handle: (_, call) =>
        answered(call, 200, async (reach) => {
          const { chat, ...page } = call.query as z.output<typeof messagesQuery>;
          const address = await readable(call.params["topicId"] ?? "", chat, reach);
          return shownPage(await conversations.history({ address, ...defined(page), ...(!reach.isOwner && { heard: true }) }));
        }),
    },
    {
      method: "GET",
      path: "/telegram/search",
      access: "agent",
      summary: "What was said with all these words, the latest first. Kept for 30 days.",
      schema: { query: searchQuery, answer: messagesAnswer },
      handle: (_, call) =>
        answered(call, 200, async (reach) => {
          const { q: words, topicId, chat, ...page } = call.query as z.output<typeof searchQuery>;
          const address = topicId === undefined && reach.readsAll ? undefined : await readable(topicId ?? "here", chat, reach);
          const where = address ? { address } : { channel: channelId };
          return shownPage(await conversations.search({ words, ...where, ...defined(page), ...(!reach.isOwner && { heard: true }) }));
        }),
    },
    {
      method: "GET",
      path: "/telegram/log-stats",
      access: "agent",
      summary: "How much was said, by state, day and topic, of what is kept.",
      schema: { answer: figuresAnswer },
      handle: (_, call) =>
        answered(call, 200, async ({ readsAll }) => {
          const { channel: _channel, conversations: counted, ...figures } = await conversations.figures(channelId);
          return { ...figures, topics: readsAll ? counted.map(({ address, ...rest }) => ({ topic: topicIdOf(address), ...rest })) : [] };
        }),
    },
  ];
}

const digest = (name: string) => createHash("sha256").update(name).digest("base64url");

type Page = Pick<z.output<typeof messagesQuery>, "before" | "since" | "limit">;
const defined = ({ before, since, limit }: Page) => ({ ...(before !== undefined && { before }), ...(since !== undefined && { since }), limit });

const shown = ({ address, edits: _, from, ...said }: Said) => ({
  ...said,
  topic: topicIdOf(address),
  ...(from && { from: { id: from.id, ...(from.name !== undefined && { name: from.name }), trust: from.trust } }),
});
const shownPage = ({ said, next }: HistoryPage) => ({ messages: said.map(shown), ...(next !== undefined && { next }) });
