import type { Address } from "@instar/kernel";
import type { Message } from "../grammy.ts";

export const channelId = "telegram";

/**
 * Where a message was said. Replies in groups without topics, and in General, carry a thread's number as well, to which nothing can be sent: only a
 * topic's message is in a thread.
 */
export function addressOf({
  chat,
  is_topic_message: inTopic,
  message_thread_id: thread,
}: Pick<Message, "chat" | "is_topic_message" | "message_thread_id">): Address {
  return { channel: channelId, conversation: String(chat.id), ...(inTopic === true && thread !== undefined && { thread: String(thread) }) };
}

/** As requests name it. */
export interface Place {
  readonly chat_id: number;
  readonly message_thread_id?: number;
}

export const placeOf = ({ conversation, thread }: Address): Place => ({
  chat_id: Number(conversation),
  ...(thread !== undefined && { message_thread_id: Number(thread) }),
});
