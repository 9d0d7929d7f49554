import type { Incoming } from "@instar/kernel/contracts";
import type { Message } from "../grammy.ts";
import { addressOf } from "../places/address-of.ts";
import { contentInWords } from "./content-in-words.ts";
import { filesOf } from "./files-of.ts";
import type { BotName } from "./is-addressed.ts";
import { editKey, messageKey } from "./message-key.ts";
import { originInWords } from "./origin-in-words.ts";
import { quotedText } from "./quoted-text.ts";
import { authorOf } from "./sender-of.ts";
import { readable, withoutOwnName, wordsOf } from "./text-of.ts";

export interface Told {
  readonly message: Message;
  readonly edited: boolean;
  readonly bot: BotName;
  /** In a group: whether it is meant for the agent. */
  readonly addressed: boolean;
}

/** A message as the house takes it. Undefined for what no person says: other bots, Telegram itself, what holds nothing. Throws for what is not as Telegram documents it. */
export function incomingMessage({ message, edited, bot, addressed }: Told): Incoming | undefined {
  const { chat, date, edit_date: editDate = date, media_group_id: album, forward_origin: origin } = message;
  const from = authorOf(message);
  if (from === undefined || chat.type === "channel" || (edited && message.location)) return undefined; // a place that moves is told every few seconds
  const files = filesOf(message);
  const written = readable(withoutOwnName(wordsOf(message), bot.username));
  const said = written || (files.length > 0 ? "" : contentInWords(message));
  if (said === undefined) return undefined;
  const quoted = quotedText(message);
  return {
    key: edited ? editKey(bot.id, message) : messageKey(bot.id, message),
    from,
    address: addressOf(message),
    // Somebody else's words are nobody's order: a command does not begin with this
    text: origin ? `Forwarded from ${originInWords(origin)}:\n${said}` : said,
    at: (edited ? editDate : date) * 1_000,
    ...(quoted !== undefined && { quoted }),
    ...(files.length > 0 && { files }),
    ...(album !== undefined && { album: `${chat.id}:${album}` }),
    ...(chat.type !== "private" && { group: { addressed } }),
    ...(edited && { edits: messageKey(bot.id, message) }),
  };
}
