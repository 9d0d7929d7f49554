import { decodeCharacter } from "./decode-character.ts";

const known: ReadonlySet<string> = new Set(
  ["a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "span", "pre", "code", "blockquote"], //
);

type StartTag = { readonly name: string; readonly argument: string; readonly next: number } | { readonly problem: string };

const isSpace = (character: string | undefined): boolean => character === undefined || " \t\r\n\0\v".includes(character);
const isEnd = (character: string | undefined): boolean => character === undefined || character === "\0";

export function skipSpace(source: string, from: number): number {
  let at = from;
  while (!isEnd(source[at]) && isSpace(source[at])) at++;
  return at;
}

/** Reads the tag that begins at `begin`. What an attribute says is kept for the few that count; the others are read and forgotten. */
export function readStartTag(source: string, begin: number, bytes: (position: number) => number): StartTag {
  let at = begin + 1;
  while (!isSpace(source[at]) && source[at] !== ">") at++;
  if (isEnd(source[at])) return { problem: `Unclosed start tag at byte offset ${bytes(begin)}` };
  const name = source.slice(begin + 1, at).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (!known.has(name)) return { problem: `Unsupported start tag "${name}" at byte offset ${bytes(begin)}` };
  let argument = "";
  while (source[at] !== ">") {
    at = skipSpace(source, at);
    if (source[at] === ">") break;
    const attributeBegin = at;
    while (!isSpace(source[at]) && !"=>/\"'".includes(source[at] as string)) at++;
    const attribute = source.slice(attributeBegin, at);
    if (attribute === "") return { problem: `Empty attribute name in the tag "${name}" at byte offset ${bytes(begin)}` };
    at = skipSpace(source, at);
    if (source[at] !== "=") {
      if (isEnd(source[at])) return { problem: `Unclosed start tag "${name}" at byte offset ${bytes(begin)}` };
      argument = argumentOf(name, attribute, "") ?? argument;
      continue;
    }
    at = skipSpace(source, at + 1);
    if (isEnd(source[at])) return { problem: `Unclosed start tag "${name}" at byte offset ${bytes(begin)}` };
    const value = readValue(source, at);
    if (value === undefined) return { problem: `Unexpected end of name token at byte offset ${bytes(at)}` };
    at = value.next;
    if (isEnd(source[at])) return { problem: `Unclosed start tag at byte offset ${bytes(begin)}` };
    argument = argumentOf(name, attribute, value.text) ?? argument;
  }
  if (name === "span" && argument !== "spoiler") return { problem: `Tag "span" must have class "tg-spoiler" at byte offset ${bytes(begin)}` };
  return { name, argument, next: at + 1 };
}

/** A value in quotes, with its character references; or a bare word of letters, digits, dots and hyphens, in small letters. */
function readValue(source: string, from: number): { readonly text: string; readonly next: number } | undefined {
  const quote = source[from];
  if (quote !== "'" && quote !== '"') {
    const word = /^[a-zA-Z0-9.-]*/.exec(source.slice(from))?.[0] ?? "";
    const next = from + word.length;
    return isSpace(source[next]) || source[next] === ">" ? { text: word.toLowerCase(), next } : undefined;
  }
  let text = "";
  let at = from + 1;
  while (source[at] !== quote && !isEnd(source[at])) {
    const decoded = source[at] === "&" ? decodeCharacter(source, at) : undefined;
    text += decoded ? String.fromCodePoint(decoded.code) : source[at];
    at = decoded ? decoded.next : at + 1;
  }
  return { text, next: source[at] === quote ? at + 1 : at };
}

function argumentOf(tag: string, attribute: string, value: string): string | undefined {
  if (tag === "a" && attribute === "href") return value;
  if (tag === "code" && attribute === "class" && value.startsWith("language-")) return value.slice(9);
  if (tag === "span" && attribute === "class" && value.startsWith("tg-")) return value.slice(3);
  if (tag === "tg-emoji" && attribute === "emoji-id") return value;
  return tag === "blockquote" && attribute === "expandable" ? "1" : undefined;
}
