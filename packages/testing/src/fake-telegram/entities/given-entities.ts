import { refuse } from "../refusals.ts";
import type { TelegramEntity } from "./entity.ts";

const given: ReadonlySet<string> = new Set(
  [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "blockquote",
    "expandable_blockquote",
  ], //
);
const foundOnly: ReadonlySet<string> = new Set(["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"]);

/** Entities as a bot gives them beside its text, instead of a parse mode. */
export function givenEntities(text: string, list: unknown): TelegramEntity[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return refuse("entityObject", "expected an Object");
    const entity = entry as Record<string, unknown>;
    for (const name of ["offset", "length"]) {
      if (entity[name] === undefined) refuse("entityObject", `Can't find field "${name}"`);
      if (!Number.isInteger(entity[name])) refuse("entityObject", `Field "${name}" must be of type Number`);
    }
    if (typeof entity.type !== "string") return refuse("entityObject", `Can't find field "type"`);
    if (foundOnly.has(entity.type)) return [];
    if (!given.has(entity.type)) refuse("entityObject", "Unsupported type specified");
    if (entity.type === "text_link" && typeof entity.url !== "string") refuse("entityObject", `Can't find field "url"`);
    const checked = entity as unknown as TelegramEntity;
    checkRange(text, checked);
    return [checked];
  });
}

function checkRange(text: string, { offset, length }: TelegramEntity): void {
  if (offset < 0 || offset > 1_000_000) refuse("entityRange", `Receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > 1_000_000) refuse("entityRange", `Receive an entity with incorrect length ${length}`);
  if (offset > text.length) refuse("entityRange", `Entity begins after the end of the text at UTF-16 offset ${offset}`);
  const end = offset + length;
  if (end > text.length) refuse("entityRange", `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`);
  const inside = (place: number) => /[\ud800-\udbff]/.test(text.charAt(place - 1)) && /[\udc00-\udfff]/.test(text.charAt(place));
  if (inside(offset)) refuse("entityRange", `Entity begins in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, offset))}`);
  if (inside(end))
    refuse(
      "entityRange",
      `Entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${Buffer.byteLength(text.slice(0, end))}`,
    );
}
