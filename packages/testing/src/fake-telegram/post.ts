import type { TelegramUser } from "./chat.ts";
import { withFoundEntities } from "./entities/find-entities.ts";
import type { TelegramMessage } from "./message.ts";
import { isForum, type Room } from "./room.ts";
import type { World } from "./world.ts";

/** Puts a message into a chat, in a topic where `thread` names one. */
export function post(world: World, room: Room, from: TelegramUser, thread: number | undefined, content: Partial<TelegramMessage>): TelegramMessage {
  const message: TelegramMessage = {
    message_id: room.nextMessageId(),
    from,
    chat: room.chat,
    date: world.seconds(),
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true as const }),
    ...threadOfReply(room, thread, content.reply_to_message),
    ...content,
  };
  const topic = thread === undefined ? undefined : room.messages.get(thread);
  // a message of a topic that quotes nothing replies to the message that opened the topic
  const rooted = topic && !message.reply_to_message && message.message_id !== thread ? { ...message, reply_to_message: topic } : message;
  room.messages.set(rooted.message_id, rooted);
  if (from.id === world.bot.id) world.sent.push(rooted);
  return rooted;
}

/** Replies in supergroups carry the id of the first message of their chain, which is no topic. */
function threadOfReply(room: Room, thread: number | undefined, replied: TelegramMessage | undefined): Partial<TelegramMessage> {
  if (room.chat.type !== "supergroup" || thread !== undefined || !replied) return {};
  if (isForum(room) && replied.is_topic_message) return { message_thread_id: replied.message_thread_id as number, is_topic_message: true };
  return { message_thread_id: replied.message_thread_id ?? replied.message_id };
}

/** What is said in words by a person: Telegram finds the commands, mentions and links in it. */
export function wordsOf(text: string, asCaption: boolean): Partial<TelegramMessage> {
  if (text === "") return {};
  const entities = withFoundEntities(text, []);
  if (asCaption) return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
  return { text, ...(entities.length > 0 && { entities }) };
}
