import type { Token } from "./tokens.ts";

/** Where a name gets its value: the expression that begins at a token. */
export interface Binding {
  readonly at: number;
  /** It is each item of it in turn. */
  readonly each: boolean;
  /** It is this part of it: of a module. */
  readonly part?: string;
  /** It is a module of that name. */
  readonly module?: string;
  /** Which of several it is given together with. */
  readonly index?: number;
}

export interface Names {
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Parameters of functions that have a name. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
}

const most = 400;

/** Finds what names stand for: assignments, loops, imports, functions. */
export function namesOf(tokens: readonly Token[]): Names {
  const bindings = new Map<string, Binding[]>();
  const functions = new Map<string, readonly string[]>();
  let count = 0;
  const bind = (name: string, binding: Binding) => {
    if (++count > most) return;
    const own = bindings.get(name);
    if (own === undefined) bindings.set(name, [binding]);
    else own.push(binding);
  };
  const text = (at: number) => tokens[at]?.text ?? "";
  const isMark = (at: number, mark: string) => tokens[at]?.kind === "mark" && text(at) === mark;
  const isName = (at: number) => tokens[at]?.kind === "name";

  /** Whether an `=` names an argument of a call: `rmtree(path, ignore_errors=True)`. */
  function isWithinCall(at: number): boolean {
    for (let index = at - 1, level = 0; index > 0 && at - index < 80; index--) {
      if (tokens[index]?.kind !== "mark") continue;
      if (/^[)\]}]$/.test(text(index))) level++;
      else if (/^[([{]$/.test(text(index)) && --level < 0)
        return text(index) === "(" && tokens[index]?.spaced === false && (isName(index - 1) || /^[)\]]$/.test(text(index - 1)));
    }
    return false;
  }

  /** Names before an `=`, as far as they belong together. */
  function namesBefore(at: number): readonly string[] {
    const out: string[] = [];
    for (let index = at; index >= 0 && at - index < 24; index--) {
      const token = tokens[index] as Token;
      if (token.kind === "name" && !/^(const|let|var|my|our|local|val|await)$/.test(token.text) && !/^(\.|->|::)$/.test(text(index - 1))) {
        out.unshift(token.text);
        if (!isMark(index - 1, ",") && !/^[[({]$/.test(text(index - 1))) break;
      } else if (token.kind !== "mark" || !/^[,()[\]{}*]$/.test(token.text)) break;
      else if (/^[([{]$/.test(token.text)) break;
    }
    return out;
  }

  function bindParts(from: number, to: number, binding: Omit<Binding, "part">) {
    for (let at = from; at < to; at++) {
      if (!isName(at) || text(at) === "as" || text(at) === "type") continue;
      const renamed = isMark(at + 1, ":") || text(at + 1) === "as";
      bind(renamed ? text(at + 2) : text(at), { ...binding, part: text(at) });
      if (renamed) at += 2;
    }
  }

  function dotted(at: number): readonly [string, number] {
    let end = at;
    let out = text(end++);
    while (isMark(end, ".") || isMark(end, "::")) {
      out += `.${text(end + 1)}`;
      end += 2;
    }
    return [out, end];
  }

  function parametersAt(at: number): readonly string[] {
    const out: string[] = [];
    for (let index = at + 1; index < at + 40 && index < tokens.length && !isMark(index, ")"); index++)
      if (isName(index) && /^[(,&*$]$|^\*\*$/.test(text(index - 1))) out.push(text(index));
      else if (isName(index) && isName(index - 1) && out.length > 0) out[out.length - 1] = text(index);
    return out;
  }

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const word = token.kind === "name" && token.sigil === undefined ? token.text : "";
    if (token.kind === "mark" && /^(=|:=|\|\|=|\?\?=)$/.test(token.text)) {
      if (isMark(at - 1, "}")) {
        let open = at - 1;
        while (open > 0 && !isMark(open, "{") && at - open < 60) open--;
        bindParts(open + 1, at - 1, { at: at + 1, each: false });
        continue;
      }
      const before = namesBefore(at - 1);
      const names = before.length > 1 && isWithinCall(at) ? before.slice(-1) : before;
      const ranged = text(at + 1) === "range";
      for (const [index, name] of names.entries()) bind(name, { at: at + (ranged ? 2 : 1), each: ranged, ...(names.length > 1 && !ranged ? { index } : {}) });
    } else if (/^(for|foreach)$/.test(word)) bindLoop(at);
    else if (word === "as" && isName(at + 1) && !isMark(at - 1, "}")) bindWith(at);
    else if (word === "import" && !isMark(at + 1, "(")) bindImport(at);
    else if (word === "from" && isName(at + 1)) bindFrom(at);
    else if (/^(def|function|fn|func|fun|sub)$/.test(word) && isName(at + 1) && isMark(at + 2, "(")) functions.set(text(at + 1), parametersAt(at + 2));
    else if (token.kind === "name" && isMark(at + 1, "=") && isMark(at + 2, "(")) arrowAt(at, at + 2);
    else if (token.kind === "name" && isMark(at + 1, "=") && isName(at + 2) && isMark(at + 3, "=>")) functions.set(token.text, [text(at + 2)]);
    else if (token.kind === "name" && isMark(at + 1, "=") && text(at + 2) === "lambda" && isName(at + 3)) functions.set(token.text, [text(at + 3)]);
  }

  function arrowAt(at: number, open: number) {
    const parameters = parametersAt(open);
    let close = open;
    while (close < open + 40 && !isMark(close, ")")) close++;
    if (isMark(close + 1, "=>")) functions.set(text(at), parameters);
  }

  function bindEach(each: readonly string[], at: number) {
    for (const name of each) bind(name, { at, each: true });
  }

  function bindLoop(at: number) {
    const names: string[] = [];
    // `for (glob("*"))`: what it has come to has no name of its own.
    if (isMark(at + 1, "(") && ((isName(at + 2) && isMark(at + 3, "(")) || tokens[at + 2]?.sigil === "@")) return bind("_", { at: at + 1, each: true });
    for (let index = at + 1; index < at + 24 && index < tokens.length; index++) {
      const token = tokens[index] as Token;
      if (token.kind === "name" && /^(in|of)$/.test(token.text) && names.length > 0) return bindEach(names, index + 1);
      if (token.kind === "mark" && /^(<-|:=)$/.test(token.text)) return;
      if (token.kind === "mark" && token.text === "<" && isMark(index + 1, "-")) return bindEach(names, index + 2);
      if (token.kind === "mark" && token.text === ":" && names.length > 0) return bind(names.at(-1) ?? "", { at: index + 1, each: true });
      if (token.kind === "mark" && token.text === "=") return bindEach(names, index + 1);
      // `for my $name (…)`, `foreach ($list as $name)`, `… for (…)`
      if (token.kind === "mark" && token.text === "(" && index > at + 1) return bind(names.at(-1) ?? "_", { at: index, each: true });
      if (token.kind === "name" && !/^(const|let|var|my|our|final|await|auto|each)$/.test(token.text)) {
        if (names.length === 0 && (isMark(index + 1, "(") || isMark(index + 1, ".") || isMark(index + 1, ";")) && index === at + 1) {
          if (token.sigil === undefined || !isMark(index + 1, "(")) return bind("_", { at: index, each: true });
        }
        names.push(token.text);
      }
    }
    bind("_", { at: at + 1, each: true });
  }

  function bindWith(at: number) {
    let from = at - 1;
    for (let level = 0; from > 0 && at - from < 60; from--) {
      if (/^[)\]}]$/.test(text(from))) level++;
      if (/^[([{]$/.test(text(from)) && --level < 0) break;
      if (tokens[from]?.kind === "name" && /^(with|foreach|import)$/.test(text(from)) && level === 0) break;
      if (level === 0 && isMark(from, ",")) break;
    }
    if (text(from) === "import") return;
    bind(text(at + 1), { at: from + 1, each: isMark(from, "(") });
  }

  function bindImport(at: number) {
    if (isMark(at + 1, "{") || isMark(at + 1, "*") || (isName(at + 1) && (text(at + 2) === "from" || isMark(at + 2, ",")) && !isMark(at + 3, "."))) {
      let from = at + 1;
      while (from < at + 60 && from < tokens.length && text(from) !== "from") from++;
      const module =
        text(from) === "from" && tokens[from + 1]?.kind === "text"
          ? text(from + 1)
              .replace(/^node:/, "")
              .replace(/\/promises$/, ".promises")
          : undefined;
      if (module !== undefined) {
        if (isMark(at + 1, "*")) return bind(text(at + 3), { at: 0, each: false, module });
        if (isName(at + 1)) bind(text(at + 1), { at: 0, each: false, module });
        const open = tokens.slice(at, from).findIndex(({ text: mark, kind }) => kind === "mark" && mark === "{");
        if (open !== -1) bindParts(at + open + 1, from, { at: 0, each: false, module });
        return;
      }
    }
    for (let from = at + 1; isName(from); ) {
      const [module, end] = dotted(from);
      if (text(end) === "as") bind(text(end + 1), { at: 0, each: false, module });
      from = text(end) === "as" ? end + 3 : end + 1;
      if (!isMark(from - 1, ",")) break;
    }
  }

  function bindFrom(at: number) {
    const [module, end] = dotted(at + 1);
    if (text(end) !== "import") return;
    const open = isMark(end + 1, "(") ? 1 : 0;
    let to = end + 1 + open;
    while (to < tokens.length && to < end + 60 && !(tokens[to]?.first && open === 0) && !/^[;)]$/.test(text(to))) to++;
    bindParts(end + 1 + open, to, { at: 0, each: false, module });
  }

  return { bindings, functions };
}
