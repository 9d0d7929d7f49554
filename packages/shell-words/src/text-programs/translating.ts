import { printedEscapes } from "../decode-escapes.ts";
import type { KnownText } from "../known-text.ts";

const classes: Readonly<Record<string, string>> = {
  lower: "abcdefghijklmnopqrstuvwxyz",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digit: "0123456789",
  space: " \t\n\r\f\v",
  blank: " \t",
  punct: "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
};
const mostChars = 1_024;

/** The characters of a set of `tr`. */
function charsOf(set: string): readonly string[] {
  const chars: string[] = [];
  const text = printedEscapes(set).text;
  for (let at = 0; at < text.length && chars.length < mostChars; at++) {
    const [named, name = ""] = /^\[:(\w+):\]/.exec(text.slice(at, at + 12)) ?? [];
    const known =
      name === "alpha"
        ? `${classes["upper"]}${classes["lower"]}`
        : name === "alnum"
          ? `${classes["digit"]}${classes["upper"]}${classes["lower"]}`
          : classes[name];
    if (named !== undefined && known !== undefined) {
      chars.push(...known);
      at += named.length - 1;
    } else if (text[at + 1] === "-" && at + 2 < text.length) {
      for (let code = text.charCodeAt(at); code <= text.charCodeAt(at + 2) && chars.length < mostChars; code++) chars.push(String.fromCharCode(code));
      at += 2;
    } else chars.push(text[at] as string);
  }
  return chars;
}

/** What `tr` makes of a text. Exchanging letters counts as a decoding, other than from small to capital. */
export function translated(args: readonly string[], given: KnownText): KnownText | undefined {
  const options = args.filter((word) => /^-[cCdst]+$/.test(word)).join("");
  const dashes = args.indexOf("--");
  const [first, second] = dashes === -1 ? args.filter((word) => !/^(-[cCdst]+|--\w[\w-]*)$/.test(word)) : args.slice(dashes + 1);
  if (first === undefined) return undefined;
  const isDeleting = options.includes("d") || args.includes("--delete");
  const isSqueezing = options.includes("s") || args.includes("--squeeze-repeats");
  const isOthers = /[cC]/.test(options) || args.includes("--complement");
  const from = charsOf(first);
  const to = second === undefined ? [] : charsOf(second);
  const places = new Map<string, number>();
  for (const [place, char] of from.entries()) places.set(char, place);
  const isMeant = (char: string) => places.has(char) !== isOthers;
  let decoded = given.decoded;
  let last: string | undefined;
  let text = "";
  for (const char of given.text) {
    if (!isMeant(char) || (!isDeleting && to.length === 0 && !isSqueezing)) {
      text += char;
      last = undefined;
      continue;
    }
    if (isDeleting) continue;
    const next = to.length === 0 ? char : ((isOthers ? to.at(-1) : to[Math.min(places.get(char) ?? 0, to.length - 1)]) ?? char);
    if (next.toLowerCase() !== char.toLowerCase() && /\w/.test(next)) decoded = true;
    if (!(isSqueezing && next === last)) text += next;
    last = next;
  }
  return { text, decoded };
}
