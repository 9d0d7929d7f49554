/** A span of a text, as in https://core.telegram.org/bots/api#messageentity. Offsets and lengths are units of UTF-16. */
export interface TelegramEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: { readonly id: number };
  readonly custom_emoji_id?: string;
}

export interface FormattedText {
  readonly text: string;
  readonly entities: readonly TelegramEntity[];
}

export const splittable: ReadonlySet<string> = new Set(["bold", "italic", "underline", "strikethrough", "spoiler"]);
export const quotes: ReadonlySet<string> = new Set(["blockquote", "expandable_blockquote"]);
export const verbatim: ReadonlySet<string> = new Set(["code", "pre"]);

/** Which of two entities over the same span is the outer one. */
const ranks: Readonly<Record<string, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 10,
  code: 20,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};

export const endOf = (entity: TelegramEntity): number => entity.offset + entity.length;

/** By place, the longer first, then by rank. */
export function sortEntities(entities: readonly TelegramEntity[]): TelegramEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length || (ranks[a.type] ?? 50) - (ranks[b.type] ?? 50));
}
