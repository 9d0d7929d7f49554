import type { KnownText } from "../known-text.ts";
import { isPlain } from "../marks.ts";
import { translated } from "./translating.ts";

/** Longer ones take too long, or nobody writes them. */
const most = { lines: 200, line: 400, commands: 20, quantifiers: 2, pattern: 100 } as const;

interface Command {
  /** The number of the line that it is for, the last one for `$`; undefined for all. */
  readonly at: number | "$" | undefined;
  readonly does: "d" | "p" | "q" | "change";
  readonly change: (line: string) => string | undefined;
  /** It prints what it has changed. */
  readonly prints: boolean;
}

/** What `sed` makes of a text by commands that exchange, take out, print and end. Undefined for every other program of it. */
export function streamed(args: readonly string[], given: KnownText): KnownText | undefined {
  const scripts: string[] = [];
  let isQuiet = false;
  let extended = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? "";
    const [, letters] = /^-([nErs]*)(e?)$/.exec(word) ?? [];
    if (letters !== undefined && word !== "-") {
      isQuiet ||= letters.includes("n");
      extended ||= /[Er]/.test(letters);
      if (word.endsWith("e")) scripts.push(args[++at] ?? "");
    } else if (word.startsWith("--expression=")) scripts.push(word.slice(13));
    else if (word.startsWith("-") || scripts.length > 0) return undefined;
    else scripts.push(word);
  }
  const commands = commandsOf(scripts.join("\n"), extended);
  if (commands === undefined || !isPlain(given.text)) return undefined;
  const lines = (given.text.endsWith("\n") ? given.text.slice(0, -1) : given.text).split("\n");
  if (lines.length > most.lines || lines.some((line) => line.length > most.line)) return undefined;
  let out = "";
  let isOver = false;
  for (const [index, read] of lines.entries()) {
    let line: string | undefined = read;
    for (const { at, does, change, prints } of commands) {
      if (line === undefined || isOver || (at !== undefined && at !== (index === lines.length - 1 && at === "$" ? "$" : index + 1))) continue;
      const changed = change(line);
      if (does === "p" || (prints && changed !== undefined)) out += `${changed ?? line}\n`;
      if (does === "q") isOver = true;
      line = does === "d" ? undefined : (changed ?? line);
    }
    if (line !== undefined && !isQuiet) out += `${line}\n`;
    if (isOver) break;
  }
  return { text: out, decoded: given.decoded || /(?:^|[;\n])\s*y/.test(scripts.join("\n")) };
}

/** What `perl -pe` makes of a text by one exchange that sed would make alike. */
export function editedByPerl(args: readonly string[], given: KnownText): KnownText | undefined {
  const [option = "", code = ""] = args;
  if (args.length !== 2 || !/^-(?:l?pe|pl?e)$/.test(option)) return undefined;
  const [, letters, mark = "", from = "", to = ""] = /^\s*(tr|y)([/|,#])([^/|,#\\]{1,200})\2([^/|,#\\]{1,200})\2\s*;?\s*$/.exec(code) ?? [];
  if (letters !== undefined && mark !== "") return translated([from, to], given);
  const said = code.replace(/\$(\d)/g, "\\$1").replace(/;\s*$/, "");
  return /\$(?![/|,#])|\\[a-z]/.test(said) || !/^\s*s[^\w\s]/.test(said) ? undefined : streamed(["-E", said], given);
}

function commandsOf(script: string, extended: boolean): readonly Command[] | undefined {
  const out: Command[] = [];
  let left = script.replace(/^[\s;]+/, "");
  while (left !== "") {
    const [whole = "", place = "", verb = ""] = /^(\d{1,4}|\$)?\s*([sydpq])/.exec(left) ?? [];
    if (whole === "" || out.length >= most.commands) return undefined;
    const at = place === "" ? undefined : place === "$" ? "$" : Number(place);
    left = left.slice(whole.length);
    if (verb === "s" || verb === "y") {
      const parts = partsOf(left);
      const change = parts && (verb === "s" ? exchanging(parts, extended) : lettering(parts));
      if (parts === undefined || change === undefined) return undefined;
      out.push({ at, does: "change", change, prints: parts.flags.includes("p") });
      left = parts.rest;
    } else out.push({ at, does: verb as "d", change: () => undefined, prints: false });
    const [end] = /^\s*(?:[;\n][\s;]*|$)/.exec(left) ?? [];
    if (end === undefined) return undefined;
    left = left.slice(end.length);
  }
  return out;
}

interface Parts {
  readonly from: string;
  readonly to: string;
  readonly flags: string;
  readonly rest: string;
}

function partsOf(text: string): Parts | undefined {
  const [mark = ""] = text;
  if (mark === "" || /[\w\\\s]/.test(mark)) return undefined;
  const parts: string[] = [""];
  let at = 1;
  for (; at < text.length && parts.length < 3; at++) {
    const char = text[at] ?? "";
    if (char === "\\" && at + 1 < text.length) {
      const next = text[++at] ?? "";
      parts[parts.length - 1] += next === mark ? mark : char + next;
    } else if (char === mark) parts.push("");
    else parts[parts.length - 1] += char;
  }
  const [flags = ""] = /^[gpIi\d]*/.exec(text.slice(at)) ?? [];
  return parts.length < 3 ? undefined : { from: parts[0] ?? "", to: parts[1] ?? "", flags, rest: text.slice(at + flags.length) };
}

function exchanging({ from, to, flags }: Parts, extended: boolean): Command["change"] | undefined {
  const pattern = patternOf(from, extended);
  if (pattern === undefined || /\d/.test(flags) || to.includes("\n")) return undefined;
  const expression = new RegExp(pattern, `u${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`);
  return (line) => {
    let isFound = false;
    const made = line.replace(expression, (found: string, ...groups: unknown[]) => {
      isFound = true;
      return to.replace(/\\(.)|&/g, (_, char: string | undefined) =>
        char === undefined || char === "0"
          ? found
          : /\d/.test(char)
            ? typeof groups[Number(char) - 1] === "string"
              ? String(groups[Number(char) - 1])
              : ""
            : char === "n"
              ? "\n"
              : char,
      );
    });
    return isFound ? made : undefined;
  };
}

function lettering({ from, to }: Parts): Command["change"] | undefined {
  const [one, other] = [[...from], [...to]];
  if (one.length !== other.length || /\\/.test(from + to)) return undefined;
  return (line) => [...line].map((char) => other[one.indexOf(char)] ?? char).join("");
}

/** The pattern of sed as one of this language, where it has letters, sets, groups and at most two repetitions. */
function patternOf(given: string, extended: boolean): string | undefined {
  if (given === "" || given.length > most.pattern) return undefined;
  let out = "";
  let repetitions = 0;
  for (const [part] of given.matchAll(/\\.|\[\^?\]?[^\][\\]*\]|[\s\S]/g)) {
    if (/^\[.+\]$/s.test(part)) out += part.replace(/^\[\^?\]/, (start) => `${start.slice(0, -1)}\\]`);
    else if (part === "*" || part === (extended ? "+" : "\\+") || part === (extended ? "?" : "\\?")) {
      out += part.slice(-1);
      repetitions++;
    } else if (part === (extended ? "(" : "\\(") || part === (extended ? ")" : "\\)")) out += part.slice(-1);
    else if (part === "." || part === "^" || part === "$") out += part;
    else if (/^\\[^\w]$/.test(part)) out += /[\^$\\.*+?()[\]{}|/]/.test(part.slice(1)) ? part : part.slice(1);
    else if (part.startsWith("\\") || part === "[" || /[{}|]/.test(part)) return undefined;
    else out += /[+?()]/.test(part) ? `\\${part}` : part;
  }
  if (repetitions > most.quantifiers || /\)[*+?]/.test(out)) return undefined;
  try {
    return new RegExp(out, "u").source;
  } catch {
    // What is no pattern here may be one there.
    return undefined;
  }
}
