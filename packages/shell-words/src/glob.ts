import { unknown, wildcard } from "./marks.ts";

const isMany = (char: string | undefined) => char === "*" || char === wildcard.many || char === unknown;
const isOne = (char: string | undefined) => char === "?" || char === wildcard.one;

/** A text is its own list of characters, but for those that take two places. */
const charsOf = (text: string): string | readonly string[] => (/[\uD800-\uDFFF]/.test(text) ? [...text] : text);

/** A pattern in quotes as the word with wildcards that a program makes of it. */
export const globbed = (text: string): string => text.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);

/** Whether a pattern with wildcards, or with parts that can't be told, fits the whole name; without regard to case, in linear memory and quadratic time at worst. */
export function globFits(pattern: string, name: string): boolean {
  const wanted = charsOf(pattern.toLowerCase());
  const given = charsOf(name.toLowerCase());
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < given.length; ) {
    if (isMany(wanted[at])) {
      star = at++;
      mark = index;
    } else if (isOne(wanted[at]) || wanted[at] === given[index]) {
      at++;
      index++;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      index = ++mark;
    }
  }
  while (isMany(wanted[at])) at++;
  return at === wanted.length;
}

/** What of a word is neither a wildcard nor unknown. */
export const literalOf = (pattern: string): string => pattern.replace(/[\uE000-\uE00F]/g, "");
