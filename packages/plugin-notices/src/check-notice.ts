import type { Address } from "@instar/kernel";
import { cutText } from "@instar/plugin-conversations/contract";
import type { Notice } from "./contract.ts";
import { NoticesError } from "./errors.ts";

const longestKey = 200;
const longestTitle = 200;
const longestText = 4_000;
const levels: readonly unknown[] = ["info", "attention", "urgent"];

const clean = (text: string, longest: number) => {
  const whole = text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^\P{Cc}\n\t]|[\p{Bidi_Control}\u2028\u2029]/gu, "")
    .trim();
  return cutText(whole, longest);
};

const isAddress = (place: unknown): place is Address => {
  if (typeof place !== "object" || place === null) return false;
  const { channel, conversation, thread } = place as Partial<Address>;
  return [channel, conversation, thread ?? ""].every((part) => typeof part === "string");
};

/** The notice as it is kept: long texts are cut. Throws NOTICES_MALFORMED for what nobody could make sense of. */
export function checkNotice(notice: Notice): Notice {
  const { key, level, title, text, place } = notice;
  if (typeof key !== "string" || key === "" || key.length > longestKey || /\p{Surrogate}|\0/u.test(key))
    throw NoticesError.MALFORMED("its key is no text of 1 to 200 characters");
  if (!levels.includes(level)) throw NoticesError.MALFORMED(`its level is ${JSON.stringify(level)}`);
  if (typeof title !== "string" || title.trim() === "") throw NoticesError.MALFORMED("it has no title");
  if (typeof text !== "string") throw NoticesError.MALFORMED("its text is no text");
  if (place !== undefined && !isAddress(place)) throw NoticesError.MALFORMED("its place is no address");
  return { key, level, title: clean(title, longestTitle).replaceAll(/\s+/g, " "), text: clean(text, longestText), ...(place !== undefined && { place }) };
}
