import type { Dialect } from "./dialect.ts";
import { unescaped, withoutDecimals } from "./unescaped.ts";

/** The smallest part of code that means something. */
export interface Token {
  readonly kind: "text" | "name" | "number" | "mark";
  readonly text: string;
  readonly from: number;
  readonly end: number;
  /** A blank stands before it. */
  readonly spaced: boolean;
  /** It is the first of its line. */
  readonly first: boolean;
  /** What comes before a variable's name: `$`, `@`, `%`. */
  readonly sigil?: string;
  /** A text that others are put into: strings, and the code between them. */
  readonly parts?: readonly (string | readonly Token[])[];
  /** A text that is run by a shell. */
  readonly runs?: boolean;
  /** Several texts: `%w[a b]`. */
  readonly words?: readonly string[];
}

const most = 3_000;
const name = /[A-Za-z_][\w]*/y;
const number = /\d[\w.]*/y;
const operators = [
  ...[
    "...",
    "===",
    "!==",
    ">>>",
    "**=",
    "<=>",
    "|>",
    "=>",
    "->",
    "::",
    "?.",
    "??",
    "&&",
    "||",
    "==",
    "!=",
    "<=",
    ">=",
    "+=",
    "-=",
    ".=",
    ":=",
    "=~",
    "++",
    "--",
  ],
  ...["<<", ">>", "<>", "//", "..", "**"],
];
const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** Reads code into its tokens, at most 3,000 of them, without comments. Never throws. */
export function tokensOf(code: string, dialect: Dialect, depth = 0): readonly Token[] {
  const out: Token[] = [];
  let at = 0;
  let spaced = false;
  let first = true;
  const add = (kind: Token["kind"], text: string, end: number, more: Partial<Token> = {}) => {
    out.push({ kind, text, from: at, end, spaced, first, ...more });
    at = end;
    spaced = first = false;
  };
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0];
  };
  const nested = (text: string) => (depth < 3 ? tokensOf(text, dialect, depth + 1) : []);
  while (at < code.length && out.length < most) {
    const char = code[at] as string;
    if (/\s/.test(char)) {
      if (char === "\n") first = true;
      spaced = true;
      at++;
      continue;
    }
    const comment = dialect.comments.find((mark) => code.startsWith(mark, at));
    if (
      comment !== undefined &&
      !(comment === "#" && dialect.sigils && code[at - 1] === "$") &&
      !(comment === "//" && out.length > 0 && dialect.sigils && dialect.joins.includes("."))
    ) {
      const end = code.indexOf("\n", at);
      at = end === -1 ? code.length : end;
      continue;
    }
    if (code.startsWith("/*", at) && comment === undefined && dialect.comments.includes("//")) {
      const end = code.indexOf("*/", at + 2);
      at = end === -1 ? code.length : end + 2;
      continue;
    }
    const quoted = quotedAt(code, at, dialect);
    if (quoted !== undefined) {
      const { body, end, raw, puts, runs, words } = quoted;
      const parts = puts && !raw ? partsOf(body, dialect, nested) : undefined;
      add("text", raw ? body : unescaped(dialect.decimals ? withoutDecimals(body) : body), end, {
        ...(parts === undefined ? {} : { parts }),
        ...(runs ? { runs: true } : {}),
        ...(words ? { words: body.trim().split(/\s+/).slice(0, 200) } : {}),
      });
      continue;
    }
    if (/[$@%]/.test(char) && dialect.sigils) {
      const found = /[$@%]\{?\^?([A-Za-z_]\w*|_)\}?/y;
      found.lastIndex = at;
      const sigil = found.exec(code);
      if (sigil !== null && !(char === "%" && spaced && /\s/.test(code[at + 1] ?? " "))) {
        const plainName = sigil[1] ?? "";
        add("name", plainName, at + (sigil[0].startsWith(`${char}{`) ? sigil[0].length : 1 + plainName.length), { sigil: char });
        continue;
      }
    }
    const word = match(name);
    if (word !== undefined) {
      const long = /[!?]/.test(code[at + word.length] ?? "") && /[\s(,;)]/.test(code[at + word.length + 1] ?? " ") && code[at + word.length + 1] !== "=";
      add("name", word, at + word.length + (long && dialect.bare ? 1 : 0));
      continue;
    }
    const digits = match(number);
    if (digits !== undefined) {
      add("number", digits, at + digits.length);
      continue;
    }
    const operator = operators.find((mark) => code.startsWith(mark, at)) ?? char;
    add("mark", operator, at + operator.length);
  }
  return out;
}

/** Whether code goes on behind the last of its tokens. */
export const isCut = (tokens: readonly Token[], code: string): boolean => tokens.length >= most && code.slice(tokens.at(-1)?.end).trim() !== "";

interface Quoted {
  readonly body: string;
  readonly end: number;
  readonly raw: boolean;
  readonly puts: boolean;
  readonly runs: boolean;
  readonly words: boolean;
}

function quotedAt(code: string, at: number, dialect: Dialect): Quoted | undefined {
  const triple = /(?:([fFrRbBuU]{0,2}))("""|''')/y;
  triple.lastIndex = at;
  const long = triple.exec(code);
  if (long !== null)
    return upTo(
      code,
      at + long[0].length,
      long[2] as string,
      /r/i.test(long[1] ?? ""),
      dialect.puts === "f" ? /f/i.test(long[1] ?? "") : dialect.puts === "hash",
    );
  const prefixed = /([fFrRbBuULs]{1,2})(["'])/y;
  prefixed.lastIndex = at;
  const prefix = /\w/.test(code[at - 1] ?? "") || dialect.puts === "backticks" ? null : prefixed.exec(code);
  if (prefix !== null && (dialect.puts === "f" || /^(u8|[LRrbus])$/.test(prefix[1] ?? "")))
    return upTo(code, at + prefix[0].length, prefix[2] as string, /r/i.test(prefix[1] ?? ""), /[fs]/i.test(prefix[1] ?? ""));
  const percent = /(?:%([wWiIqQx]?)([[({<!|/])|\b(qw|qq|qx|q)\s*([[({<!|/]))/y;
  percent.lastIndex = at;
  const special = dialect.bare && (dialect.puts === "hash" || dialect.sigils) && !/[\w$@%]/.test(code[at - 1] ?? "") ? percent.exec(code) : null;
  if (special !== null && !(code[at] === "%" && special[1] === "" && special[2] !== "{" && special[2] !== "(")) {
    const opening = special[2] ?? special[4] ?? "(";
    const kind = (special[1] || special[3]) ?? "";
    const found = upTo(code, at + special[0].length, closing[opening] ?? opening, kind === "q", /^(x|qx|qq|Q|W|)$/.test(kind), opening);
    return { ...found, runs: kind === "x" || kind === "qx", words: /^(w|W|i|I|qw)$/.test(kind) };
  }
  const char = code[at] as string;
  if (char === '"') return upTo(code, at + 1, '"', false, dialect.puts === "dollar" || dialect.puts === "hash");
  if (char === "'" && !dialect.quoteIsName) return upTo(code, at + 1, "'", dialect.sigils, false);
  if (char !== "`") return undefined;
  const found = upTo(code, at + 1, "`", false, dialect.puts !== "none" && dialect.puts !== "f");
  return { ...found, runs: dialect.backticksRun };
}

function upTo(code: string, from: number, close: string, raw: boolean, puts: boolean, open = ""): Quoted {
  let level = 1;
  for (let at = from; at < code.length; at++) {
    if (code[at] === "\\") at++;
    else if (code.startsWith(close, at) && --level === 0) return { body: code.slice(from, at), end: at + close.length, raw, puts, runs: false, words: false };
    else if (open !== close && open !== "" && code[at] === open) level++;
  }
  return { body: code.slice(from), end: code.length, raw, puts, runs: false, words: false };
}

const places: Readonly<Record<Dialect["puts"], RegExp>> = {
  none: /$^/g,
  backticks: /\$\{([^{}]{1,300})\}/g,
  hash: /#\{([^{}]{1,300})\}/g,
  f: /\{([^{}]{1,300})\}/g,
  dollar: /\$\{([^{}]{1,300})\}|\{(\$[^{}]{1,300})\}|\$\(([^()]{1,300})\)|@\{\[([^\]]{1,300})\]\}|(\$ENV\{\w{1,60}\}|\$\w{1,60}(?:\[\w{1,20}\])?)/g,
};

/** A text in parts, with the code that is put into it. */
function partsOf(body: string, dialect: Dialect, nested: (text: string) => readonly Token[]): Token["parts"] {
  const out: (string | readonly Token[])[] = [];
  let from = 0;
  for (const found of body.matchAll(places[dialect.puts])) {
    out.push(unescaped(body.slice(from, found.index)));
    const code = found.slice(1).find((part) => part !== undefined) ?? "";
    const isName = dialect.sigils && /^\w+$/.test(code) && found[0].startsWith("$");
    out.push(nested(isName ? `$${code}` : dialect.sigils ? code : code.replace(/^\$/, "").replace(/(?<=\w)(![rsa]|:[^:()[\]]{1,12})$/, "")));
    from = found.index + found[0].length;
  }
  return out.length === 0 ? undefined : [...out, unescaped(body.slice(from))];
}
