import { printedEscapes } from "../decode-escapes.ts";
import type { KnownText } from "../known-text.ts";

const linesOf = (text: string) => (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
const asLines = (lines: readonly string[], { decoded }: KnownText): KnownText => ({ text: lines.map((line) => `${line}\n`).join(""), decoded });

/** What `paste` makes of the lines of its input: one of all of them with `-s`, or one of as many as it is told of `-`. */
export function pasted(args: readonly string[], given: KnownText): KnownText | undefined {
  let between = "\t";
  let isSerial = false;
  let columns = 0;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const [, letters = "", own] = /^-([sz]*)(?:d([\s\S]*))?$/.exec(word) ?? [];
    const long = /^--delimiters=([\s\S]*)$/.exec(word)?.[1];
    if (word === "-") columns++;
    else if (word === "--serial") isSerial = true;
    else if (long !== undefined) between = long;
    else if (letters.includes("z") || (letters === "" && own === undefined)) return undefined;
    else {
      isSerial ||= letters.includes("s");
      if (own !== undefined) between = own === "" ? (args[++at] ?? "") : own;
    }
  }
  const marks = [...printedEscapes(between.replaceAll("\\0", "\0")).text].map((mark) => (mark === "\0" ? "" : mark));
  const joined = (lines: readonly string[]) => lines.reduce((all, line, index) => all + (marks[(index - 1) % Math.max(1, marks.length)] ?? "") + line);
  const lines = linesOf(given.text);
  if (isSerial) return asLines([joined(lines)], given);
  const width = Math.max(1, columns);
  const rows = Array.from({ length: Math.ceil(lines.length / width) }, (_, row) => lines.slice(row * width, (row + 1) * width));
  return asLines(rows.map(joined), given);
}

/** What `fold -w` makes of its input: lines of at most that many letters. */
export function folded(args: readonly string[], given: KnownText): KnownText | undefined {
  const [, width] = /^(?:-b )?(?:-b?w ?|--width[= ]|-)(\d{1,4})$/.exec(args.join(" ")) ?? [];
  const size = Number(width ?? 80);
  if ((width === undefined && args.length > 0) || size === 0) return undefined;
  return asLines(
    linesOf(given.text).flatMap((line) => line.match(new RegExp(`.{1,${size}}`, "gu")) ?? [""]),
    given,
  );
}

const turning: Readonly<Record<string, (text: string) => string>> = {
  lcase: (text) => text.toLowerCase(),
  ucase: (text) => text.toUpperCase(),
  swab: (text) => text.replace(/([\s\S])([\s\S])/g, "$2$1"),
  notrunc: (text) => text,
  sync: (text) => text,
  noerror: (text) => text,
};

/** What `dd` makes of its input where it changes letters, leaves out a beginning, or does nothing to it. */
export function copied(args: readonly string[], given: KnownText): KnownText | undefined {
  const told = new Map(args.map((word): [string, string] => [word.replace(/=.*/s, ""), word.replace(/^[^=]*=?/, "")]));
  for (const [name, value] of told) {
    if (!/^(?:if|conv|status|bs|ibs|obs|skip|count)$/.test(name) || (name === "if" && !/^(?:\/dev\/stdin|-)$/.test(value))) return undefined;
    if (/^(?:skip|count)$/.test(name) && ((told.get("bs") ?? told.get("ibs")) !== "1" || !/^\d{1,6}$/.test(value))) return undefined;
  }
  const skipped = Number(told.get("skip") ?? 0);
  let text = given.text.slice(skipped, told.has("count") ? skipped + Number(told.get("count")) : undefined);
  let decoded = given.decoded;
  for (const name of told.get("conv")?.split(",") ?? []) {
    const turn = Object.hasOwn(turning, name) ? turning[name] : undefined;
    if (turn === undefined) return undefined;
    const turned = turn(text);
    if (turned.toLowerCase() !== text.toLowerCase()) decoded = true;
    text = turned;
  }
  return { text, decoded };
}

/** What `grep` leaves of its input, where its pattern is a plain text or stands for any line. */
export function searched(args: readonly string[], given: KnownText): KnownText | undefined {
  const options = args.filter((word) => word.startsWith("-")).join("");
  const [pattern, ...more] = args.filter((word) => !word.startsWith("-"));
  if (pattern === undefined || more.length > 0 || !/^[-vFEai]*$/.test(options)) return undefined;
  const isAny = /^(?:\.\*?|\^|\$|)$/.test(pattern) && !options.includes("F");
  const [, start = "", text = "", end = ""] = /^(\^?)([\w #:,@%=!/-]{0,200})(\$?)$/.exec(pattern) ?? [];
  if (!isAny && text === "") return undefined;
  const plain = (line: string) => (options.includes("i") ? line.toLowerCase() : line);
  const searched = plain(text);
  const fits = (line: string) => {
    if (isAny) return pattern !== "." || line !== "";
    if (start !== "" && end !== "") return plain(line) === searched;
    return start !== "" ? plain(line).startsWith(searched) : end !== "" ? plain(line).endsWith(searched) : plain(line).includes(searched);
  };
  return asLines(
    linesOf(given.text).filter((line) => fits(line) !== options.includes("v")),
    given,
  );
}

/** What `envsubst` makes of a text: the values in the place of variables, or of those that it is told alone. */
export function filled(args: readonly string[], given: KnownText, valueFor: (name: string) => string): KnownText | undefined {
  const [format, ...more] = args;
  if (more.length > 0 || format?.startsWith("-")) return undefined;
  const named = format === undefined ? undefined : new Set([...format.matchAll(/\$\{?(\w+)/g)].map(([, name]) => name));
  return {
    text: given.text.replace(/\$(?:([A-Za-z_]\w{0,80})|\{([A-Za-z_]\w{0,80})\})/g, (whole, one: string | undefined, other: string | undefined) => {
      const name = one ?? other ?? "";
      return named === undefined || named.has(name) ? valueFor(name) : whole;
    }),
    decoded: given.decoded,
  };
}

/** A text that a program hands on in other letters of the same meaning: only what every coding writes alike. */
export const recoded = (args: readonly string[], given: KnownText): KnownText | undefined =>
  /utf-?(?:16|32|7)|ucs|ebcdic|ibm|cp037|-o|--output/i.test(args.join(" ")) || /[^\0-\x7f]/.test(given.text) ? undefined : given;

/** One line alone, which programs that order, lay out and measure lines hand on as it is. */
export const keptLine = (args: readonly string[], given: KnownText): KnownText | undefined =>
  args.every((word) => /^-[a-zA-Z]$/.test(word)) &&
  !args.some((word) => /^-[cdolsRnh]$/.test(word)) &&
  linesOf(given.text).length === 1 &&
  given.text.length < 70
    ? given
    : undefined;
