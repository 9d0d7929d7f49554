import { endOf, quotes, sortEntities, splittable, type TelegramEntity } from "./entity.ts";

const kinds: readonly (readonly [type: string, pattern: RegExp])[] = [
  ["url", /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g],
  ["email", /\b[\w.+-]+@[\w-]+\.[a-zA-Z]{2,}\b/g],
  ["mention", /(?<![\w/@])@[a-zA-Z]\w{3,31}\b/g],
  ["bot_command", /(?<![\w/@])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{3,31})?\b/g],
  ["hashtag", /(?<![\w#])#[\p{L}_][\p{L}\p{N}_]*/gu],
];

/** What Telegram finds in a text by itself, added to the entities that are there: not inside code and links. */
export function withFoundEntities(text: string, entities: readonly TelegramEntity[]): TelegramEntity[] {
  const taken = entities.filter((entity) => !splittable.has(entity.type) && !quotes.has(entity.type));
  for (const [type, pattern] of kinds) {
    for (const match of text.matchAll(pattern)) {
      const found = { type, offset: match.index, length: match[0].length };
      if (taken.every((entity) => endOf(found) <= entity.offset || found.offset >= endOf(entity))) taken.push(found);
    }
  }
  return sortEntities([...entities, ...taken.filter((entity) => !entities.includes(entity))]);
}
