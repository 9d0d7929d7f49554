import { endOf, type FormattedText, type TelegramEntity } from "./entity.ts";

/** Carriage returns, line separators and direction marks, and three combining lines, which Telegram takes out. */
const removed = (unit: string): boolean => unit === "\r" || (unit >= "\u2028" && unit <= "\u202e") || ["\u030a", "\u0333", "\u033f"].includes(unit);

/** A text as Telegram keeps it: control characters become spaces, some characters go, white space at the ends is cut off; entities move along. */
export function cleanText(given: FormattedText): FormattedText {
  const places: number[] = [];
  let cleaned = "";
  for (const unit of given.text.split("")) {
    places.push(cleaned.length);
    if (removed(unit)) continue;
    cleaned += unit !== "\n" && unit < " " ? " " : unit;
  }
  places.push(cleaned.length);
  const at = (offset: number) => places[Math.min(offset, places.length - 1)] as number;
  const moved = given.entities.map((entity) => ({ ...entity, offset: at(entity.offset), length: at(endOf(entity)) - at(entity.offset) }));
  return trimmed(cleaned, moved);
}

/** At the front, white space that an entity covers stays. */
function trimmed(text: string, entities: readonly TelegramEntity[]): FormattedText {
  const end = text.replace(/[ \n]+$/, "").length;
  const ended = entities.map((entity) => ({ ...entity, length: Math.min(endOf(entity), end) - entity.offset })).filter((entity) => entity.length > 0);
  const first = Math.min(end, ...ended.map((entity) => entity.offset));
  const begin = Math.min(first, /^[ \n]*/.exec(text)?.[0].length ?? 0);
  return { text: text.slice(begin, end), entities: ended.map((entity) => ({ ...entity, offset: entity.offset - begin })) };
}
