import type { KnownText } from "./known-text.ts";
import { unknown, wildcard } from "./marks.ts";
import { type PatternPart, patternParts } from "./shell-pattern.ts";

/**
 * A piece of a word. `plain` and `quoted` stand as they are; a `value` comes from an unquoted expansion and is split; a `glob` is the text of an unquoted
 * wildcard; a `break` ends a word, as between the elements of `"$@"`.
 */
export interface Piece {
  readonly kind: "plain" | "quoted" | "value" | "glob" | "break";
  readonly text: string;
  readonly decoded?: boolean;
}

export const isDecoded = (pieces: readonly Piece[]): boolean => pieces.some(({ decoded }) => decoded === true);

/** Its wildcards as one character each. */
const withWildcards = (text: string): string =>
  text
    .replace(/[?*+@!]\([^()]{0,256}\)/g, wildcard.many)
    .replace(/\[[^\s\]/]{1,64}\]/g, wildcard.one)
    .replaceAll("*", wildcard.many)
    .replaceAll("?", wildcard.one);

/** The words that pieces make. `separators`: the value of IFS. */
export function fieldsOf(pieces: readonly Piece[], separators: string): readonly string[] {
  const fields: string[] = [];
  let current: string | undefined;
  const end = () => {
    if (current !== undefined) fields.push(current);
    current = undefined;
  };
  const isSeparator = (char: string) => separators.includes(char);
  for (const { kind, text } of pieces) {
    if (kind === "break") end();
    else if (kind === "plain" || kind === "quoted") current = (current ?? "") + text;
    else if (kind === "glob") current = (current ?? "") + withWildcards(text);
    else {
      let from = 0;
      for (let at = 0; at <= text.length; at++) {
        const char = text[at];
        if (char !== undefined && !isSeparator(char)) continue;
        if (at > from) current = (current ?? "") + withWildcards(text.slice(from, at));
        if (char !== undefined) end();
        from = at + 1;
      }
    }
  }
  end();
  return fields;
}

/** The one text that pieces make where nothing is split, as behind `X=`. */
export const textOf = (pieces: readonly Piece[]): KnownText => ({
  text: pieces.length === 1 ? (pieces[0]?.text ?? "") : pieces.map(({ kind, text }) => (kind === "break" ? " " : text)).join(""),
  decoded: isDecoded(pieces),
});

/** The pattern that pieces make; undefined when part of it can't be told. */
export function patternOf(pieces: readonly Piece[]): readonly PatternPart[] | undefined {
  if (pieces.some(({ text }) => text.includes(unknown))) return undefined;
  return pieces.flatMap(({ kind, text }) => (kind === "glob" || kind === "value" ? patternParts(text) : [...text]));
}
