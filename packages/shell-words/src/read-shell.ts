/** Stands for an unquoted wildcard in a word: `*`, `?`, and a set `[…]`, taken as one character of any kind. */
export const wildcard = { many: "\uE000", one: "\uE001" } as const;
/** Stands for what can't be told before the command runs, such as the output of another one. */
export const unknown = "\uE00F";

/** One simple command, as far as a modest reader of shell understands it. Words are expanded where their value is plain. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Files that it is redirected from or to. */
  readonly files: readonly string[];
  /** What its input is, where the line says so (`<<` and `<<<`). */
  readonly input: string | undefined;
  readonly assigned: readonly string[];
  /** Its output goes to the next command of the list. */
  readonly piped: boolean;
  /** Its output becomes part of another command. */
  readonly captured: boolean;
}

const maxDepth = 8;
const reserved = new Set(["if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "function", "coproc"]);
const nameStart = /[A-Za-z_]/;

interface Reading {
  readonly variables: Map<string, string>;
  readonly out: ShellCommand[];
  readonly depth: number;
  readonly captured: boolean;
}

/**
 * Takes a shell line apart. Knows quotes, backslashes, `$'…'`, variables that the line sets itself, `${x:-y}`, braces, substitutions, here-documents,
 * pipes and lists; not functions, arrays, arithmetic or aliases. Undefined when it does not end well, which a shell would refuse too.
 */
export function readShell(text: string, variables: Readonly<Record<string, string>>): readonly ShellCommand[] | undefined {
  const out: ShellCommand[] = [];
  return readScript(text, { variables: new Map(Object.entries(variables)), out, depth: 0, captured: false }) ? out : undefined;
}

function readScript(text: string, reading: Reading): boolean {
  const { variables, out, depth, captured } = reading;
  if (depth > maxDepth) return false;
  let at = 0;
  let words: string[] = [];
  let files: string[] = [];
  let assigned: string[] = [];
  let input: string | undefined;
  let open: { readonly end: string; readonly plain: boolean; readonly indented: boolean } | undefined;

  const substitute = (inner: string) => readScript(inner, { variables, out, depth: depth + 1, captured: true });

  const finish = (piped: boolean) => {
    while (words[0] !== undefined && reserved.has(words[0])) {
      // They may have a name first.
      if (["function", "coproc"].includes(words[0]) && words.includes("{")) words = words.slice(words.indexOf("{"));
      else words.shift();
    }
    if (words.length + files.length + assigned.length > 0) out.push({ words, files, input, assigned, piped, captured });
    words = [];
    files = [];
    assigned = [];
    input = undefined;
  };

  /** From after an opening bracket to after its closing one; undefined when there is none. */
  function enclosed(from: number, opening: string, closing: string): string | undefined {
    let level = 1;
    for (let i = from; i < text.length; i++) {
      const char = text[i];
      if (char === "\\") i++;
      else if (char === "'" && closing !== "}") {
        const end = text.indexOf("'", i + 1);
        if (end === -1) return undefined;
        i = end;
      } else if (char === opening) level++;
      else if (char === closing && --level === 0) return text.slice(from, i);
    }
    return undefined;
  }

  /** What stands after a `$`; moves on. */
  function readDollar(): string | undefined {
    const next = text[at];
    if (next === "(") {
      const inner = enclosed(at + 1, "(", ")");
      if (inner === undefined) return undefined;
      at += inner.length + 2;
      if (inner.startsWith("(")) return substitutionsIn(inner).every(substitute) ? unknown : undefined;
      // Where nothing changes the folder, it is known.
      if (inner.trim() === "pwd" && !/\b(cd|pushd|popd)\b/.test(text)) return variables.get("PWD") ?? unknown;
      return substitute(inner) ? unknown : undefined;
    }
    if (next === "{") {
      const inner = enclosed(at + 1, "{", "}");
      if (inner === undefined) return undefined;
      at += inner.length + 2;
      if (!substitutionsIn(inner).every(substitute)) return undefined;
      const [, name = "", , fallback] = /^(\w+)(:?[-=+](.*))?$/s.exec(inner) ?? [];
      return variables.get(name) ?? (fallback === undefined || /[$`]/.test(fallback) ? unknown : fallback);
    }
    if (next !== undefined && nameStart.test(next)) {
      const [name = ""] = /^\w+/.exec(text.slice(at)) ?? [];
      at += name.length;
      return variables.get(name) ?? unknown;
    }
    if (next !== undefined && /[\d@*#?$!-]/.test(next)) {
      at++;
      return unknown;
    }
    return "$";
  }

  function readBackticks(): boolean {
    const end = text.indexOf("`", at);
    if (end === -1) return false;
    const inner = text.slice(at, end).replaceAll("\\`", "`");
    at = end + 1;
    return substitute(inner);
  }

  function readDouble(): string | undefined {
    let value = "";
    while (at < text.length) {
      const char = text[at++];
      if (char === '"') return value;
      if (char === "\\") {
        const next = text[at++] ?? "";
        value += '"\\$`'.includes(next) ? next : next === "\n" ? "" : `\\${next}`;
      } else if (char === "$") {
        const part = readDollar();
        if (part === undefined) return undefined;
        value += part;
      } else if (char === "`") {
        if (!readBackticks()) return undefined;
        value += unknown;
      } else value += char;
    }
    return undefined;
  }

  /** Up to the next blank or operator; the parts of braces as words of their own. Undefined when it does not end. */
  function readWord(): readonly string[] | undefined {
    let values = [""];
    const add = (part: string) => {
      values = values.map((value) => value + part);
    };
    while (at < text.length) {
      const char = text[at] as string;
      if (/[\s;&|<>()]/.test(char)) break;
      at++;
      if (char === "'") {
        const end = text.indexOf("'", at);
        if (end === -1) return undefined;
        add(text.slice(at, end));
        at = end + 1;
      } else if (char === '"') {
        const part = readDouble();
        if (part === undefined) return undefined;
        add(part);
      } else if (char === "\\") {
        if (text[at] !== "\n") add(text[at] ?? "");
        at++;
      } else if (char === "$" && text[at] === "'") {
        const [quoted, inner = ""] = /^'((?:[^'\\]|\\.)*)'/s.exec(text.slice(at)) ?? [];
        if (quoted === undefined) return undefined;
        add(decodeEscapes(inner));
        at += quoted.length;
      } else if (char === "$" && text[at] === '"') continue;
      else if (char === "$") {
        const part = readDollar();
        if (part === undefined) return undefined;
        add(part);
      } else if (char === "`") {
        if (!readBackticks()) return undefined;
        add(unknown);
      } else if (char === "*") add(wildcard.many);
      else if (char === "?") add(wildcard.one);
      else if (char === "[") {
        const set = /^[^\s\]/]+\]/.exec(text.slice(at))?.[0];
        add(set === undefined ? "[" : wildcard.one);
        at += set?.length ?? 0;
      } else if (char === "{") {
        const [whole, inner = ""] = /^([^\s{}'"$`]*,[^\s{}'"$`]*)\}/.exec(text.slice(at)) ?? [];
        if (whole === undefined) add("{");
        else {
          const parts = inner.split(",").map((part) => part.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one).replaceAll("\\", ""));
          values = values.slice(0, 64).flatMap((value) => parts.map((part) => value + part));
          at += whole.length;
        }
      } else add(char);
    }
    return values;
  }

  function readHereDocument(): void {
    if (open === undefined) return;
    const { end, plain, indented } = open;
    open = undefined;
    const lines: string[] = [];
    while (at < text.length) {
      const stop = text.indexOf("\n", at);
      const line = text.slice(at, stop === -1 ? text.length : stop);
      at = stop === -1 ? text.length : stop + 1;
      if ((indented ? line.replace(/^\t+/, "") : line) === end) break;
      lines.push(line);
    }
    const last = out.at(-1);
    const body = lines.join("\n");
    if (last !== undefined) out[out.length - 1] = { ...last, input: `${last.input ?? ""}${body}` };
    if (!plain) for (const inner of substitutionsIn(body)) substitute(inner);
  }

  const single = (values: readonly string[]) => values.join(" ");

  while (at < text.length) {
    const char = text[at] as string;
    if (char === "\n") {
      at++;
      if (open === undefined) finish(false);
      else {
        // The document belongs to the command before it, which must be there to take it.
        finish(false);
        readHereDocument();
      }
    } else if (/\s/.test(char)) at++;
    else if (char === "\\" && text[at + 1] === "\n") at += 2;
    else if (char === "#") {
      while (at < text.length && text[at] !== "\n") at++;
    } else if (char === "(" || char === ")" || char === ";") {
      at++;
      finish(false);
    } else if (text.startsWith("&>", at) || /^\d*[<>]/.test(text.slice(at, at + 4))) {
      const [operator = ""] = /^(?:&>>?|\d*(?:<<<|<<-?|<>|<&|>>|>&|>\||<\(|>\(|<|>))/.exec(text.slice(at)) ?? [];
      at += operator.length;
      if (operator.endsWith("(")) {
        const inner = enclosed(at, "(", ")");
        if (inner === undefined || !substitute(inner)) return false;
        at += inner.length + 1;
        words.push(unknown);
        continue;
      }
      while (text[at] === " " || text[at] === "\t") at++;
      const from = at;
      const target = readWord();
      if (target === undefined) return false;
      if (/<<-?$/.test(operator) && !operator.endsWith("<<<")) {
        const plain = /['"\\]/.test(text.slice(from, at));
        open = { end: single(target), plain, indented: operator.endsWith("-") };
      } else if (operator.endsWith("<<<")) input = `${input ?? ""}${single(target)}`;
      else if (!/&$/.test(operator)) files.push(...target);
    } else if (char === "&" || char === "|") {
      const double = text[at + 1] === char;
      const piped = char === "|" && !double;
      at += double || text.startsWith("|&", at) ? 2 : 1;
      finish(piped);
    } else {
      const values = readWord();
      if (values === undefined) return false;
      const [, name, value] = /^([A-Za-z_]\w*)\+?=(.*)$/s.exec(values[0] ?? "") ?? [];
      if (name !== undefined && value !== undefined && (words.length === 0 || ["export", "local", "declare", "readonly", "typeset"].includes(words[0] ?? ""))) {
        const appended = (values[0] ?? "").startsWith(`${name}+=`) ? (variables.get(name) ?? "") : "";
        variables.set(name, appended + value);
        assigned.push(value);
      } else words.push(...values);
    }
  }
  finish(false);
  return true;
}

/** What `echo -e`, `printf` and `$'…'` make of backslashes. */
export function decodeEscapes(text: string): string {
  return text
    .replace(/\\x([0-9a-fA-F]{1,2})|\\u([0-9a-fA-F]{1,4})/g, (_, hex: string, long: string) => String.fromCharCode(Number.parseInt(hex ?? long, 16)))
    .replace(/\\0?([0-7]{1,3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\\([^\w])/g, "$1");
}

/** The commands inside `$(…)` and backticks of a text, without looking further. */
function substitutionsIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\(([^()]*)\)|`([^`]*)`/g)].map((match) => match[1] ?? match[2] ?? "");
}
