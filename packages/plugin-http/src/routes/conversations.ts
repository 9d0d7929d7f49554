import { randomUUID } from "node:crypto";
import type { Clock } from "@instar/kernel";
import type { Route } from "@instar/kernel/contracts";
import type { Conversations, InboxRow } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import { HttpError } from "../errors.ts";
import { channelId, type HttpChannel, readPart } from "../http-channel.ts";
import { describeMessage, openMessageStream } from "../message-stream.ts";

/** The inbox gives no more at once. */
const mostRows = 1_000;

const params = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/, "a conversation's id is 1 to 128 letters, digits, dots, dashes and underscores"),
});
const body = z.strictObject({
  text: z.string().min(1).max(100_000),
  key: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, "a key is 1 to 200 visible characters")
    .optional()
    .describe("Names what the caller did: the same key is accepted once in 30 days. Absent: every request is a message of its own"),
});
const sendQuery = z.strictObject({
  stream: z.enum(["0", "1"]).default("0").describe("1: the answer is the stream of what happens, until the message has ended"),
});
const state = z.enum(["accepted", "running", "answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"]);
const historyQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50).describe("How many messages, the newest ones") });
const history = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      from: z.string(),
      text: z.string(),
      state,
      reason: z.string().optional(),
      mergedInto: z.string().optional(),
    }),
  ),
  replies: z.array(
    z.object({ key: z.string(), at: z.number(), text: z.string(), state: z.string(), answers: z.array(z.string()), attachments: z.array(z.string()) }),
  ),
});

/** Talking with the agent: all of these are the owner's. */
export function conversationRoutes(conversations: Conversations, channel: HttpChannel, clock: Clock): readonly Route[] {
  async function send(conversation: string, { text, key = randomUUID() }: z.output<typeof body>): Promise<InboxRow> {
    await channel.say(conversation, key, text);
    const row = await conversations.message(`${channelId}:${conversation}:${key}`);
    if (row === undefined) throw new Error("A message was accepted and cannot be found.");
    if (row.state === "refused") throw HttpError.TOO_MANY_WAIT(row.reason ?? "it was refused.");
    return row;
  }
  const here = (address: { channel: string; conversation: string }, id: string) => address.channel === channelId && address.conversation === id;

  return [
    {
      method: "POST",
      path: "/conversations/:id/messages",
      access: "owner",
      summary: "Say something to the agent; accepted once it is durable",
      spawns: true,
      schema: { params, query: sendQuery, body, answer: z.object({ id: z.string(), state, reason: z.string().optional(), mergedInto: z.string().optional() }) },
      async handle({ signal }, call) {
        const { id: conversation } = call.params as z.output<typeof params>;
        const said = call.body as z.output<typeof body>;
        if ((call.query as z.output<typeof sendQuery>).stream === "1")
          return openMessageStream({ channel, conversations, clock, conversation, signal }, () => send(conversation, said));
        return Response.json(describeMessage(await send(conversation, said)), { status: 202 });
      },
    },
    {
      method: "GET",
      path: "/conversations/:id/stream",
      access: "owner",
      summary: "What happens in a conversation, as server-sent events",
      schema: { params },
      handle: ({ signal }, { params: { id = "" } }) => openMessageStream({ channel, conversations, clock, conversation: id, signal }),
    },
    {
      method: "GET",
      path: "/conversations/:id",
      access: "owner",
      summary: "What was said in a conversation, the oldest first",
      schema: { params, query: historyQuery, answer: history },
      async handle(_request, call) {
        const { id } = call.params as z.output<typeof params>;
        const { limit } = call.query as z.output<typeof historyQuery>;
        const messages = (await conversations.inbox({ limit: mostRows })).filter(({ address }) => here(address, id)).slice(0, limit);
        const oldest = messages.at(-1)?.acceptedAt ?? 0;
        const replies = (await conversations.outbox({ limit: mostRows })).filter(({ address, createdAt }) => here(address, id) && createdAt >= oldest);
        return Response.json({
          messages: messages.reverse().map((row) => ({ ...describeMessage(row), at: row.at, from: row.from.id, text: row.text })),
          replies: replies.reverse().map((row) => ({ key: row.id, at: row.createdAt, state: row.state, ...readPart(row.part.body) })),
        });
      },
    },
  ];
}
