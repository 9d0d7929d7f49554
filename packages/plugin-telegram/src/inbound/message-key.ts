import { createHash } from "node:crypto";
import type { Message } from "../grammy.ts";

/**
 * Names a person's act. The bot is part of it: in private chats another bot's messages count from 1 anew, and would pass for repeats.
 */
export const messageKey = (bot: number, { chat, message_id: id }: Pick<Message, "chat" | "message_id">): string => `${chat.id}:${id}:${bot}`;

/** Of a change of a message. Several within one second differ by what they say. */
export function editKey(bot: number, message: Message): string {
  const said = JSON.stringify([message.text, message.caption, message.entities, message.caption_entities]);
  return `${messageKey(bot, message)}:${message.edit_date}-${createHash("sha256").update(said).digest("hex").slice(0, 8)}`;
}

/** The message that a key names, of a change the changed one. */
export function messageOfKey(key: string): { readonly chat: number; readonly message: number } | undefined {
  const [chat, message] = key.split(":").map(Number);
  return Number.isSafeInteger(chat) && Number.isSafeInteger(message) ? { chat: chat as number, message: message as number } : undefined;
}
