import { checkedLink, mentionedUser } from "./checked-link.ts";
import { decodeCharacter } from "./decode-character.ts";
import { type FormattedText, sortEntities, type TelegramEntity } from "./entity.ts";
import { readStartTag, skipSpace } from "./read-start-tag.ts";

/** The text without its tags, with the entities that they make; or what Telegram says of it. Never throws. */
export type ParsedHtml = FormattedText | { readonly problem: string };

const styles: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
};

interface OpenTag {
  readonly name: string;
  readonly argument: string;
  readonly offset: number;
}

/** Parses a text of the parse mode HTML with Telegram's rules, and refuses with its words. Entities are those written, before nesting is mended. */
export function parseHtml(source: string): ParsedHtml {
  const open: OpenTag[] = [];
  const entities: TelegramEntity[] = [];
  const bytes = (position: number) => Buffer.byteLength(source.slice(0, position));
  let text = "";
  let surrogate = false;
  let position = 0;
  while (position < source.length) {
    const character = source.charAt(position);
    if (character === "&") {
      const decoded = decodeCharacter(source, position);
      if (decoded) {
        if (decoded.code >= 0xd800 && decoded.code <= 0xdfff) surrogate = true;
        text += String.fromCodePoint(decoded.code);
        position = decoded.next;
        continue;
      }
    }
    if (character !== "<") {
      text += character;
      position++;
      continue;
    }
    const begin = position;
    if (source[begin + 1] !== "/") {
      const tag = readStartTag(source, begin, bytes);
      if ("problem" in tag) return tag;
      open.push({ name: tag.name, argument: tag.argument, offset: text.length });
      position = tag.next;
      continue;
    }
    const last = open.at(-1);
    if (!last) return { problem: `Unexpected end tag at byte offset ${bytes(begin)}` };
    const name = /^[^ \t\r\n\0\v>]*/.exec(source.slice(begin + 2))?.[0] ?? "";
    const end = skipSpace(source, begin + 2 + name.length);
    if (source[end] !== ">") return { problem: `Unclosed end tag at byte offset ${bytes(begin)}` };
    if (name !== "" && name.toLowerCase() !== last.name)
      return { problem: `Unmatched end tag at byte offset ${bytes(begin)}, expected "</${last.name}>", found "</${name.toLowerCase()}>"` };
    open.pop();
    position = end + 1;
    if (text.length > last.offset) {
      const made = entityOf(last, text, entities);
      if (made === "emoji") return { problem: "Invalid custom emoji identifier specified" };
      if (made) entities.push(made);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) return { problem: `Can't find end tag corresponding to start tag "${unclosed.name}"` };
  if (surrogate) return { problem: "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units" };
  return { text, entities: sortEntities(entities.map(withoutLanguage)) };
}

/** `pre` with a `code` of a language exactly inside (or around) becomes one entity with that language. */
function entityOf(tag: OpenTag, text: string, made: TelegramEntity[]): TelegramEntity | "emoji" | undefined {
  const span = { offset: tag.offset, length: text.length - tag.offset };
  const style = styles[tag.name];
  if (style) return { type: style, ...span };
  const inner = made.at(-1);
  const same = inner !== undefined && inner.offset === span.offset && inner.length === span.length;
  if (tag.name === "pre") {
    if (!same || inner.type !== "code" || inner.language === undefined) return { type: "pre", ...span };
    made.pop();
    return { type: "pre", ...span, language: inner.language };
  }
  if (tag.name === "code") {
    const language = tag.argument === "" ? {} : { language: tag.argument };
    if (!same || inner.type !== "pre" || inner.language !== undefined || tag.argument === "") return { type: "code", ...span, ...language };
    made.pop();
    return { type: "pre", ...span, ...language };
  }
  if (tag.name === "blockquote") return { type: tag.argument === "" ? "blockquote" : "expandable_blockquote", ...span };
  if (tag.name === "tg-emoji")
    return /^-?\d{1,19}$/.test(tag.argument) && Number(tag.argument) !== 0 ? { type: "custom_emoji", ...span, custom_emoji_id: tag.argument } : "emoji";
  const link = tag.argument || text.slice(tag.offset);
  const user = mentionedUser(link);
  if (user !== undefined) return { type: "text_mention", ...span, user: { id: user } };
  const url = checkedLink(link);
  return url === undefined ? undefined : { type: "text_link", ...span, url };
}

function withoutLanguage(entity: TelegramEntity): TelegramEntity {
  return entity.type === "code" ? { type: "code", offset: entity.offset, length: entity.length } : entity;
}
