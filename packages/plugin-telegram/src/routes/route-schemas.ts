import { z } from "zod";
import { topicIdPattern } from "./topic-id.ts";

const topicId = z
  .string()
  .regex(topicIdPattern, "a topic is `here`, a topic's number, a chat and a topic (-1001234567890:12), or a group's number")
  .describe("`here` (a session's own conversation), 12, -1001234567890:12, -1001234567890:general, 123456789:general");
const chat = z
  .string()
  .regex(/^-?\d{1,19}$/, "a chat's number, like -1001234567890")
  .describe("Where a topic's number alone is found in several chats.");
const before = z
  .union([z.coerce.number().int().min(0), z.uuid()])
  .optional()
  .describe("Only what is older than this time in epoch ms, or than what `next` of the page before says.");
const since = z.coerce.number().int().min(0).optional().describe("Only what came at this time or later, in epoch ms.");
const limit = z.coerce.number().int().min(1).max(200).default(50);

export const params = z.object({ topicId });
export const topicsQuery = z.strictObject({ chat: chat.optional().describe("Only this chat's.") });
export const placeQuery = z.strictObject({ chat: chat.optional() });
export const messagesQuery = z.strictObject({ chat: chat.optional(), before, since, limit });
export const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(500).describe("All these words; case and accents don't count."),
  topicId: topicId.optional().describe("Only there. Absent: everywhere, or for a session that does not read everything: `here`."),
  chat: chat.optional(),
  before,
  since,
  limit,
});

export const openBody = z.strictObject({
  name: z.string().trim().min(1).max(128),
  chat: z
    .union([chat, z.int().transform(String)])
    .optional()
    .describe("A group with topics, or a private chat that has some. Absent: the session's own; for the owner the one where an owner last wrote."),
  key: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, "a key is 1 to 100 visible characters")
    .optional()
    .describe("The same key is the same topic, for good. Absent: the same name in the same chat is."),
});
export const replyBody = z
  .strictObject({
    text: z.string().max(20_000).default("").describe("Markdown. As many messages as it takes."),
    key: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/, "a key is 1 to 100 visible characters")
      .optional()
      .describe("The same key is said once in 30 days. Absent: every request is a message of its own."),
    attachments: z.array(z.string().min(1).max(4_096)).max(20).optional().describe("Paths of files that may leave the house."),
    silent: z.boolean().optional().describe("Arrives without a sound."),
  })
  .refine(({ text, attachments = [] }) => text.trim() !== "" || attachments.length > 0, {
    path: ["text"],
    error: "there is nothing to say: neither a text nor a file",
  });

const topic = z.object({
  id: z.string(),
  topicId: z.int(),
  name: z.string(),
  chat: z.string(),
  own: z.boolean().describe("The agent opened it."),
  closed: z.boolean(),
  openedAt: z.number(),
  lastMessageAt: z.number().optional(),
  here: z.literal(true).optional().describe("The session's own conversation."),
});
export const topicsAnswer = z.object({ topics: z.array(topic) });
export const openAnswer = z.object({ id: z.string(), topicId: z.int(), name: z.string(), chat: z.string() });
export const replyAnswer = z.object({ ok: z.literal(true), topic: z.string(), key: z.string() });

const message = z.object({
  id: z.string(),
  way: z.enum(["in", "out"]),
  at: z.number(),
  topic: z.string(),
  from: z.object({ id: z.string(), name: z.string().optional(), trust: z.string() }).optional().describe("Absent: the agent, or the house."),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), path: z.string().optional(), problem: z.string().optional() })),
  state: z.string(),
  reason: z.string().optional(),
  answers: z.array(z.string()).optional(),
  editedAt: z.number().optional(),
});
export const messagesAnswer = z.object({
  messages: z.array(message),
  next: z.uuid().optional().describe("There is more: give it as `before`. A page that looked at enough may be empty and have it."),
});
const counted = z.record(z.string(), z.int());
export const figuresAnswer = z.object({
  in: counted,
  out: counted,
  oldest: z.number().optional(),
  newest: z.number().optional(),
  days: z.array(z.object({ day: z.string(), in: z.int(), out: z.int() })),
  topics: z.array(z.object({ topic: z.string(), in: z.int(), out: z.int(), lastAt: z.number() })).describe("Only for who may read everything."),
  complete: z.boolean().describe("False: what is older than `oldest` was not counted."),
});
