import { checkChat } from "./check-chat.ts";
import { formatText } from "./entities/format-text.ts";
import type { TelegramMessage } from "./message.ts";
import { refuse } from "./refusals.ts";
import type { Room } from "./room.ts";
import type { World } from "./world.ts";

const members: ReadonlySet<string> = new Set([
  "message_id",
  "chat_id",
  "allow_sending_without_reply",
  "quote",
  "quote_parse_mode",
  "quote_entities",
  "quote_position",
]);

/** What a send replies to. Empty when it replies to nothing, or to what is gone and it may be sent without. */
export type ReplyTo = Pick<TelegramMessage, "reply_to_message" | "quote">;

export interface ReplyWish {
  readonly messageId: number;
  readonly chatId: number | string | undefined;
  readonly evenWithout: boolean;
  readonly quote: string;
  readonly quotePosition: number | undefined;
}

/** Reads `reply_parameters`, before the chat is looked at. */
export function parseReplyParameters(given: unknown): ReplyWish | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return refuse("replyParameters", "Object expected as reply parameters");
  const wish = given as Readonly<Record<string, unknown>>;
  if (Object.keys(wish).length === 0) return undefined;
  const unknown = Object.keys(wish).find((name) => !members.has(name));
  if (unknown) refuse("unknownParameter", "reply_parameters", unknown);
  if (wish.message_id === undefined) return refuse("replyParameters", `Can't find field "message_id"`);
  if (!Number.isInteger(wish.message_id)) return refuse("replyParameters", 'Field "message_id" must be of type Number');
  if (wish.allow_sending_without_reply !== undefined && typeof wish.allow_sending_without_reply !== "boolean")
    return refuse("replyParameters", 'Field "allow_sending_without_reply" must be of type Boolean');
  if (wish.quote !== undefined && typeof wish.quote !== "string") return refuse("replyParameters", 'Field "quote" must be of type String');
  const parseMode = typeof wish.quote_parse_mode === "string" ? wish.quote_parse_mode : "";
  return {
    messageId: wish.message_id as number,
    chatId: wish.chat_id as number | string | undefined,
    evenWithout: wish.allow_sending_without_reply === true,
    quote: wish.quote === undefined ? "" : formatText({ text: wish.quote as string, parseMode, entities: wish.quote_entities }).text,
    quotePosition: typeof wish.quote_position === "number" ? wish.quote_position : undefined,
  };
}

export function resolveReply(world: World, room: Room, wish: ReplyWish | undefined): ReplyTo {
  if (!wish || wish.messageId <= 0) return {};
  const from = wish.chatId === undefined || wish.chatId === room.chat.id ? room : checkChat(world, wish.chatId, "read");
  const message = from.messages.get(wish.messageId);
  if (!message) return wish.evenWithout ? {} : refuse("replyNotFound");
  const { reply_to_message: _inner, ...outer } = message;
  const replied: TelegramMessage = outer as TelegramMessage;
  if (wish.quote === "") return { reply_to_message: replied };
  const position = (message.text ?? message.caption ?? "").indexOf(wish.quote, wish.quotePosition ?? 0);
  if (position < 0) return wish.evenWithout ? { reply_to_message: replied } : refuse("quote");
  return { reply_to_message: replied, quote: { text: wish.quote, position, is_manual: true } };
}
