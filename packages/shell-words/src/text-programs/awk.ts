import { printedEscapes } from "../decode-escapes.ts";
import type { KnownText } from "../known-text.ts";
import { field } from "./cutting.ts";
import { printed } from "./printing.ts";

const most = { program: 1_000, lines: 200, round: 200 } as const;
const token = /"((?:[^"\\]|\\.)*)"|\$(NF|\d{1,3})|([A-Za-z_]\w*)|(\d{1,6})|([(),=;])|\s+/y;

interface Token {
  readonly kind: "text" | "field" | "name" | "number" | "mark";
  readonly text: string;
}

/** What `awk` prints where its program is one block of `print`, `printf` and plain settings. Undefined for every other program. */
export function printedByAwk(args: readonly string[], given: KnownText): KnownText | undefined {
  const known = new Map<string, string>();
  let between = " ";
  let at = 0;
  for (; at < args.length && args[at]?.startsWith("-"); at++) {
    const [, option = "", own = ""] = /^-([vF])([\s\S]*)$/.exec(args[at] ?? "") ?? [];
    const value = own === "" ? args[++at] : own;
    if (option === "" || value === undefined) return undefined;
    if (option === "F") between = value;
    else known.set(value.replace(/=[\s\S]*/, ""), printedEscapes(value.slice(value.indexOf("=") + 1)).text);
  }
  const program = args[at] ?? "";
  const [, begins, block = ""] = /^\s*(BEGIN)?\s*\{([^{}]*)\}\s*$/.exec(program) ?? [];
  const tokens = program.length > most.program || at !== args.length - 1 || (between.length !== 1 && between !== "\\t") ? undefined : tokensOf(block);
  if (tokens === undefined) return field(args, given);
  const lines = begins === undefined ? given.text.replace(/\n$/, "").split("\n").slice(0, most.lines) : [""];
  let text = "";
  for (const line of begins === undefined && given.text === "" ? [] : lines) {
    const said = saidOf(tokens, known, line, between);
    if (said === undefined) return undefined;
    text += said;
  }
  return { text, decoded: given.decoded };
}

function tokensOf(block: string): readonly Token[] | undefined {
  const out: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < block.length) {
    const match = token.exec(block);
    if (match === null) return undefined;
    const [, text, place, name, number, mark] = match;
    if (text !== undefined) out.push({ kind: "text", text });
    else if (place !== undefined) out.push({ kind: "field", text: place });
    else if (name !== undefined) out.push({ kind: "name", text: name });
    else if (number !== undefined) out.push({ kind: "number", text: number });
    else if (mark !== undefined || match[0].includes("\n")) out.push({ kind: "mark", text: mark ?? ";" });
  }
  return out;
}

/** What the statements of a block say of one line. */
function saidOf(tokens: readonly Token[], known: Map<string, string>, line: string, between: string): string | undefined {
  const fields = between === " " ? line.trim().split(/\s+/) : line.split(between === "\\t" ? "\t" : between);
  const look = { at: 0 };
  const peek = (mark: string) => tokens[look.at]?.kind === "mark" && tokens[look.at]?.text === mark;
  const closed = (): boolean => {
    const isClosed = peek(")");
    if (isClosed) look.at++;
    return isClosed;
  };
  const one = (): string | undefined => {
    const next = tokens[look.at++];
    if (next === undefined || next.kind === "mark") {
      if (next?.text !== "(") return undefined;
      const inner = joined();
      return inner !== undefined && closed() ? inner : undefined;
    }
    if (next.kind === "text") return printed([next.text.replaceAll("%", "%%").replaceAll('\\"', '"')]).text;
    if (next.kind === "number") return next.text;
    if (next.kind === "field") return next.text === "0" ? line : next.text === "NF" ? fields.at(-1) : (fields[Number(next.text) - 1] ?? "");
    if (next.text !== "sprintf") return known.get(next.text);
    if (!peek("(")) return undefined;
    look.at++;
    const list = listed();
    return list !== undefined && closed() ? formatted(list) : undefined;
  };
  /** Texts beside one another are one. */
  const joined = (): string | undefined => {
    let text = one();
    while (text !== undefined && look.at < tokens.length && !peek(",") && !peek(")") && !peek(";") && !peek("=")) {
      const next = one();
      text = next === undefined ? undefined : text + next;
    }
    return text;
  };
  const listed = (): readonly string[] | undefined => {
    const list: string[] = [];
    for (;;) {
      const text = joined();
      if (text === undefined || list.length > most.round) return undefined;
      list.push(text);
      if (!peek(",")) return list;
      look.at++;
    }
  };
  let out = "";
  while (look.at < tokens.length) {
    if (peek(";")) {
      look.at++;
      continue;
    }
    const verb = tokens[look.at++];
    if (verb?.kind !== "name") return undefined;
    if (verb.text === "print" || verb.text === "printf") {
      if (verb.text === "print" && (look.at >= tokens.length || peek(";"))) {
        out += `${line}\n`;
        continue;
      }
      const start = look.at;
      let list = listed();
      if (list === undefined && tokens[start]?.text === "(") {
        look.at = start + 1;
        list = listed();
        if (!peek(")")) return undefined;
        look.at++;
      }
      if (list === undefined || !(look.at >= tokens.length || peek(";"))) return undefined;
      out += verb.text === "print" ? `${list.join(known.get("OFS") ?? " ")}${known.get("ORS") ?? "\n"}` : formatted(list);
      continue;
    }
    if (!peek("=")) return undefined;
    look.at++;
    const value = joined();
    if (value === undefined) return undefined;
    known.set(verb.text, value);
  }
  return out;
}

/** `%c` of a number is the letter with that number. */
function formatted([format = "", ...values]: readonly string[]): string {
  let at = 0;
  const told = format.replace(/%%|%[-\d.]*[a-zA-Z]/g, (one) => {
    if (one === "%%") return one;
    const index = at++;
    if (one !== "%c" || !/^\d+$/.test(values[index] ?? "")) return one;
    values[index] = String.fromCharCode(Number(values[index]));
    return "%s";
  });
  return printed([told, ...values]).text;
}
