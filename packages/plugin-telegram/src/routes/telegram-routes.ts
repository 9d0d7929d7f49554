import type { Address } from "@instar/kernel";
import type { Route, RouteCall } from "@instar/kernel/contracts";
import type { Conversations, HistoryPage, Said } from "@instar/plugin-conversations/contract";
import { withStatuses } from "@instar/plugin-http/contract";
import type { z } from "zod";
import { TelegramError } from "../errors.ts";
import { channelId } from "../places/address-of.ts";
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
import { createTopicDesk, type TopicDeskParts } from "./topic-desk.ts";
import { topicIdOf } from "./topic-id.ts";

const statuses: Readonly<Record<string, number>> = {
  TELEGRAM_UNKNOWN_TOPIC: 404,
  TELEGRAM_NO_PLACE: 404,
  TELEGRAM_AMBIGUOUS_TOPIC: 409,
  TELEGRAM_NOT_YOURS: 403,
  TELEGRAM_TOO_MANY: 429,
  TELEGRAM_NO_CHAT: 422,
  TELEGRAM_NO_TOPIC: 409,
  TELEGRAM_NOT_OPEN: 503,
  CONVERSATIONS_THREAD_NOT_OPENED: 502,
};

export interface TelegramRouteParts extends ReachParts, TopicDeskParts {
  readonly conversations: TopicDeskParts["conversations"] & Pick<Conversations, "search" | "figures">;
}

/** Topics and what is said in them, over the API. */
export function telegramRoutes({ sessions, ...parts }: TelegramRouteParts): readonly Route[] {
  const { conversations, access, opened } = parts;
  const desk = createTopicDesk(parts);

  async function answered(call: RouteCall, status: number, ask: (reach: Reach) => Promise<unknown>): Promise<Response> {
    const { caller } = call;
    if (caller === undefined) throw new Error("A route of Telegram was called without a caller.");
    const work = async () => ask(await reachOf(caller, { sessions, access, opened }));
    return Response.json(await withStatuses((code) => statuses[code], work), { status });
  }

  async function readable(id: string, chat: string | undefined, reach: Reach): Promise<Address> {
    const place = await desk.place(id, chat, reach);
    if (!(await reach.mayRead(place))) throw TelegramError.NOT_YOURS(topicIdOf(place));
    return place;
  }

  return [
    {
      method: "GET",
      path: "/telegram/topics",
      access: "agent",
      summary: "The topics that are known, and when something was last said there. A session sees those of its own chat.",
      schema: { query: topicsQuery, answer: topicsAnswer },
      handle: (_, call) => answered(call, 200, (reach) => desk.list((call.query as z.output<typeof topicsQuery>).chat, reach)),
    },
    {
      method: "POST",
      path: "/telegram/topics",
      access: "agent",
      summary: "Opens a topic, once per key or name: a conversation of its own.",
      schema: { body: openBody, answer: openAnswer },
      handle: (_, call) => answered(call, 201, (reach) => desk.open(call.body as z.output<typeof openBody>, reach)),
    },
    {
      method: "POST",
      path: "/telegram/reply/:topicId",
      access: "agent",
      summary: "Says something in a topic, outside of any turn; on its way, over restarts, when it answers.",
      schema: { params, query: placeQuery, body: replyBody, answer: replyAnswer },
      handle: (_, call) =>
        answered(call, 202, async (reach) => {
          const place = await desk.place(call.params["topicId"] ?? "", (call.query as z.output<typeof placeQuery>).chat, reach);
          return desk.say(place, call.body as z.output<typeof replyBody>, reach);
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
          return shownPage(await conversations.history({ address, ...asked(page, reach) }));
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
          const isEverywhere = topicId === undefined && reach.readsAll;
          const where = isEverywhere ? { channel: channelId } : { address: await readable(topicId ?? "here", chat, reach) };
          return shownPage(await conversations.search({ words, ...where, ...asked(page, reach) }));
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

type Page = Pick<z.output<typeof messagesQuery>, "before" | "since" | "limit">;
/** A session is not shown what was refused, held or taken back before it came to an agent. */
const asked = ({ before, since, limit }: Page, { isOwner }: Reach) => ({
  ...(before !== undefined && { before }),
  ...(since !== undefined && { since }),
  ...(!isOwner && { heard: true as const }),
  limit,
});

const shown = ({ address, edits: _, from, ...said }: Said) => ({
  ...said,
  topic: topicIdOf(address),
  ...(from && { from: { id: from.id, ...(from.name !== undefined && { name: from.name }), trust: from.trust } }),
});
const shownPage = ({ said, next }: HistoryPage) => ({ messages: said.map(shown), ...(next !== undefined && { next }) });
