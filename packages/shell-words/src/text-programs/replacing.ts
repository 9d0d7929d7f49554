import type { KnownText } from "../known-text.ts";

/** What one `s` command of `sed` makes of a text, where its pattern is a plain string. */
export function replaced(args: readonly string[], given: KnownText): KnownText | undefined {
  const scripts = args.filter((word) => !/^-(e|E|r|n|-expression|-regexp-extended)$/.test(word));
  const [script = ""] = scripts;
  if (scripts.length !== 1 || args.includes("-n") || script[0] !== "s") return undefined;
  const mark = script[1] ?? "";
  if (mark === "" || /[\w\\\s]/.test(mark)) return undefined;
  const parts = partsOf(script.slice(2), mark);
  if (parts === undefined) return undefined;
  const [searched, replacement, flags] = parts;
  if (!/^[gp]?$/.test(flags)) return undefined;
  const isAtStart = searched.startsWith("^");
  const isAtEnd = searched.endsWith("$") && !searched.endsWith("\\$");
  // What fits every line as a whole.
  if (/^\^?(?:\.\*|\\\(\.\*\\\)|\(\.\*\))\$?$/.test(searched)) return eachLine(given, (line) => put(replacement, line));
  const plainSearch = literal(searched.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined));
  if (plainSearch === undefined || /\n|\\\d/.test(replacement)) return undefined;
  const made = put(replacement, plainSearch);
  const change = (line: string) => {
    if (isAtStart && isAtEnd) return line === plainSearch ? made : line;
    if (isAtStart) return line.startsWith(plainSearch) ? made + line.slice(plainSearch.length) : line;
    if (isAtEnd) return line.endsWith(plainSearch) ? line.slice(0, line.length - plainSearch.length) + made : line;
    if (plainSearch === "") return line;
    return flags === "g" ? line.split(plainSearch).join(made) : line.replace(plainSearch, () => made);
  };
  return eachLine(given, change);
}

/** What stands in the place of a text: `&` is that text. */
const put = (replacement: string, text: string): string =>
  replacement.replace(/\\(.)|&/g, (whole, char: string | undefined) =>
    whole === "&" || char === "1" || char === "0" ? text : char === "n" ? "\n" : (char ?? ""),
  );

function eachLine({ text, decoded }: KnownText, change: (line: string) => string): KnownText {
  const isEnded = text.endsWith("\n");
  const lines = (isEnded ? text.slice(0, -1) : text).split("\n").map(change);
  return { text: lines.join("\n") + (isEnded ? "\n" : ""), decoded };
}

function partsOf(text: string, mark: string): readonly [string, string, string] | undefined {
  const parts = [""];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "\\" && at + 1 < text.length) {
      parts[parts.length - 1] += text[at + 1] === mark ? mark : char + text[at + 1];
      at++;
    } else if (char === mark && parts.length < 3) parts.push("");
    else parts[parts.length - 1] += char;
  }
  const [searched, replacement, flags] = parts;
  return searched === undefined || replacement === undefined || flags === undefined ? undefined : [searched, replacement, flags];
}

/** The string that a pattern is, if it is one. */
function literal(pattern: string): string | undefined {
  const told = pattern.replace(/\\([.*[\]^$/\\&;|-])|\[([^\]^\\-])\]/g, (_, escaped?: string, only?: string) => `\0${(escaped ?? only ?? "").charCodeAt(0)};`);
  if (/[.*[\]^$\\]/.test(told)) return undefined;
  return told.replace(/\0(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
