import { hidesLetters, printedEscapes } from "../decode-escapes.ts";
import { type KnownText, plain } from "../known-text.ts";
import { unknown, wildcard } from "../marks.ts";

/** What `echo` says. */
export function echoed(args: readonly string[]): KnownText {
  let at = 0;
  while (/^-[neE]+$/.test(args[at] ?? "")) at++;
  const options = args.slice(0, at).join("");
  const text = args.slice(at).join(" ");
  const end = options.includes("n") ? "" : "\n";
  if (!options.includes("e") || !text.includes("\\")) return plain(text + end);
  const printed = printedEscapes(text);
  return { text: printed.text + (printed.stopped ? "" : end), decoded: hidesLetters(text) };
}

const directive = /%(?:%|(-?)(0?)(\d{0,3}|\*)(?:\.(\d{0,3}))?(?:l{0,2})([sbqdiouxXcfFeEgG]|\([^)]*\)T))/g;
/** How often a format is used again for the arguments that are left. */
const mostRounds = 1_000;

/** What `printf` says, by its format and what follows. */
export function printed(args: readonly string[]): KnownText {
  const [format = "", ...values] = args[0] === "--" ? args.slice(1) : args;
  const taken = { at: 0, isDecoded: hidesLetters(format) };
  let text = "";
  for (let round = 0; round < mostRounds; round++) {
    const before = taken.at;
    text += formatted(format, values, taken);
    if (taken.at >= values.length || taken.at === before) break;
  }
  return { text, decoded: taken.isDecoded };
}

function formatted(format: string, values: readonly string[], taken: { at: number; isDecoded: boolean }): string {
  let text = "";
  let end = 0;
  for (const found of format.matchAll(directive)) {
    text += printedEscapes(format.slice(end, found.index)).text;
    end = found.index + found[0].length;
    if (found[0] === "%%") text += "%";
    else {
      const [, left, zero, width = "", precision, kind = "s"] = found;
      const size = Math.min(width === "*" ? Number(values[taken.at++] ?? 0) || 0 : Number(width), 999);
      const value = shown(kind, values[taken.at++], precision, taken);
      text += left === "-" ? value.padEnd(size) : value.padStart(size, zero === "0" && kind !== "s" ? "0" : " ");
    }
  }
  return text + printedEscapes(format.slice(end)).text;
}

function shown(kind: string, value: string | undefined, precision: string | undefined, taken: { isDecoded: boolean }): string {
  if (kind === "s" || kind === "q") return precision === undefined ? (value ?? "") : (value ?? "").slice(0, Number(precision));
  if (kind === "b") {
    taken.isDecoded ||= hidesLetters(value ?? "");
    return printedEscapes(value ?? "").text;
  }
  if (kind === "c") return (value ?? "").slice(0, 1);
  if (kind.startsWith("(") || value?.includes(unknown)) return unknown + wildcard.one;
  // A letter's own number.
  const number = /^['"]/.test(value ?? "") ? (value?.codePointAt(1) ?? 0) : Number(/^0\d+$/.test(value ?? "") ? `0o${value?.slice(1)}` : (value ?? 0));
  if (!Number.isFinite(number)) return "0";
  if (kind === "x") return Math.trunc(number).toString(16);
  if (kind === "X") return Math.trunc(number).toString(16).toUpperCase();
  if (kind === "o") return Math.trunc(number).toString(8);
  if ("diu".includes(kind)) return String(Math.trunc(number));
  return "fF".includes(kind) ? number.toFixed(Math.min(Number(precision ?? 6), 50)) : String(number);
}
