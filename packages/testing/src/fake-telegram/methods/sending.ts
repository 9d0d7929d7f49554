import { checkChat, checkMaySend } from "../check-chat.ts";
import { checkThread } from "../check-thread.ts";
import { formatText } from "../entities/format-text.ts";
import { parseKeyboard } from "../keyboard.ts";
import type { TelegramMessage } from "../message.ts";
import type { Call } from "../parameters.ts";
import { post } from "../post.ts";
import { refuse } from "../refusals.ts";
import { parseReplyParameters, resolveReply } from "../reply-parameters.ts";
import type { Room } from "../room.ts";
import type { World } from "../world.ts";

const longestText = 4096;
const longestCaption = 1024;

/** A right that a restricted bot needs, and what Telegram calls what it then may send. */
export interface Sendable {
  readonly right: string;
  readonly what: string;
}

/** The text of a request in the shape of a message. Length and emptiness are judged when it is sent. */
export function readText(call: Call): Partial<TelegramMessage> & { readonly text: string } {
  if (call.string("text") === "") return refuse("textEmpty");
  const formatted = formatText({ text: call.string("text"), parseMode: call.string("parse_mode"), entities: call.json("entities") });
  return { text: formatted.text, ...(formatted.entities.length > 0 && { entities: formatted.entities }) };
}

export function checkText(text: string): void {
  if (text === "") refuse("textBlank");
  if (text.length > longestText) refuse("textTooLong");
}

export function readCaption(call: Call): Partial<TelegramMessage> {
  return captionOf(call.string("caption"), call.string("parse_mode"), call.json("caption_entities"));
}

export function captionOf(caption: string, parseMode: string, entities: unknown): Partial<TelegramMessage> {
  const formatted = formatText({ text: caption, parseMode, entities });
  if (formatted.text.length > longestCaption) refuse("captionTooLong");
  return formatted.text === "" ? {} : { caption: formatted.text, ...(formatted.entities.length > 0 && { caption_entities: formatted.entities }) };
}

/** Checks in Telegram's order where a send goes to: reply and buttons as such, then the chat, the message replied to, the topic, the rights. */
export function checkSend(
  world: World,
  call: Call,
  sendable: Sendable,
): { readonly room: Room; readonly deliver: (content: Partial<TelegramMessage>) => TelegramMessage } {
  const wish = parseReplyParameters(call.json("reply_parameters"));
  const keyboard = parseKeyboard(call.json("reply_markup"));
  const room = checkChat(world, call.chat(), "write");
  const reply = resolveReply(world, room, wish);
  const thread = call.integer("message_thread_id") || undefined;
  checkThread(world, room, thread);
  checkMaySend(world, room, sendable.right, sendable.what);
  return {
    room,
    deliver: (content) =>
      post(world, room, world.bot, thread, {
        ...content,
        ...reply,
        ...(keyboard && { reply_markup: keyboard }),
        ...(call.flag("protect_content") && { has_protected_content: true }),
      }),
  };
}
