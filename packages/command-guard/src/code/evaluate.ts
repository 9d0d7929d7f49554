import { unknown } from "@instar/shell-words";
import { namesOf } from "./bindings.ts";
import type { Call, CallPlace } from "./call.ts";
import { dialectOf } from "./dialect.ts";
import { type Effects, noEffects } from "./effects.ts";
import { variableOf } from "./gives-place.ts";
import { makeCall } from "./make-call.ts";
import { memberOf } from "./member.ts";
import { operated, together } from "./operated.ts";
import { type Token, tokensOf } from "./tokens.ts";
import { eachOf, eitherOf, joined, listValue, nothing, textValue, type Value } from "./value.ts";

interface Read {
  readonly value: Value;
  readonly end: number;
}

/** How many expressions of one piece of code are looked at. */
const mostWork = 12_000;
const openers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const prefixes = /^(!|-|\+|\*|&|\\|\.\.\.|@|\^|~|\*\*|\+\+|--|&&|<|%)$/;
const words =
  /^(await|new|return|yield|typeof|void|delete|throw|not|my|our|local|const|let|var|val|raise|print|puts|echo|p|pp|say|unsafe|async|static|public|private|final|try|do|begin|then|else|defer|go|move|mut|ref|in|of|lambda)$/;
const stops = /^(if|unless|for|foreach|while|until|do|then|and|or|rescue|in|of|as|from|else|end|is|not|catch|when)$/;

/** Reads code expression by expression, and notes what its calls would do. Runs nothing, never throws; of very long code it reads the beginning. */
export function evaluate(code: string, place: CallPlace, nested: (text: string) => void): Effects {
  const dialect = dialectOf(place.language);
  const tokens = tokensOf(code, dialect);
  const names = namesOf(tokens);
  const given = new Map<string, Value[]>();
  let memo = new Map<Token, Read>();
  let operands = new Map<Token, Read>();
  let pending = new Set<Token>();
  let effects = noEffects();
  let work = 0;

  const textAt = (list: readonly Token[], at: number) => list[at]?.text ?? "";
  const isMark = (list: readonly Token[], at: number, mark: string) => list[at]?.kind === "mark" && list[at]?.text === mark;

  const closings = new WeakMap<readonly Token[], Map<number, number>>();

  function closeOf(list: readonly Token[], at: number): number {
    let known = closings.get(list);
    if (known === undefined) {
      known = new Map();
      const open: number[] = [];
      for (const [index, token] of list.entries()) {
        if (token.kind !== "mark") continue;
        if (openers[token.text] !== undefined) open.push(index);
        else if (/^[)\]}]$/.test(token.text)) known.set(open.pop() ?? -1, index);
      }
      closings.set(list, known);
    }
    return known.get(at) ?? list.length;
  }

  /** An expression with its operators. */
  function expression(list: readonly Token[], at: number): Read {
    const token = list[at];
    if (token === undefined || ++work > mostWork) return { value: nothing, end: at + 1 };
    const known = memo.get(token);
    if (known !== undefined) return known;
    if (pending.has(token) || pending.size > 60) return { value: nothing, end: at + 1 };
    pending.add(token);
    let { value, end } = operand(list, at);
    for (let round = 0; round < 40 && end < list.length && ++work <= mostWork; round++) {
      const next = list[end] as Token;
      if (
        next.kind === "text" &&
        dialect.beside &&
        !(next.first && place.language !== "python" && place.language !== "c") &&
        !next.runs &&
        value.ref === undefined
      ) {
        const right = operand(list, end);
        value = joined(value, right.value, (one, other) => one + other);
        end = right.end;
        continue;
      }
      if (place.language === "awk" && next.kind !== "mark" && !next.first && !/^(getline|in|else)$/.test(next.text)) {
        const right = operand(list, end);
        value = joined(value, right.value, (one, other) => one + other);
        end = right.end;
        continue;
      }
      if (next.kind === "mark" && next.text === "?" && !dialect.bare) {
        const yes = expression(list, end + 1);
        const no = isMark(list, yes.end, ":") ? expression(list, yes.end + 1) : yes;
        value = eitherOf([yes.value, no.value]);
        end = no.end;
        break;
      }
      if (next.kind === "name" && next.text === "if" && place.language === "python") {
        const condition = expression(list, end + 1);
        if (textAt(list, condition.end) !== "else") break;
        const no = expression(list, condition.end + 1);
        value = eitherOf([value, no.value]);
        end = no.end;
        break;
      }
      const made = operated(next, value, dialect, () => operand(list, end + 1));
      if (made === undefined) break;
      value = made.value;
      end = made.end;
    }
    pending.delete(token);
    const out = { value, end: Math.max(end, at + 1) };
    memo.set(token, out);
    return out;
  }

  /** What stands between operators, with its members and calls. */
  function operand(list: readonly Token[], at: number): Read {
    const token = list[at];
    if (token === undefined) return { value: nothing, end: at + 1 };
    const known = operands.get(token);
    if (known !== undefined) return known;
    if (work > mostWork) return { value: nothing, end: at + 1 };
    const read = newOperand(list, at);
    operands.set(token, read);
    return read;
  }

  function newOperand(list: readonly Token[], at: number): Read {
    const token = list[at] as Token;
    work++;
    if (token.kind === "mark" && prefixes.test(token.text)) {
      const inner = operand(list, at + 1);
      return token.text === "-" && list[at + 1]?.kind === "number" ? { value: textValue(`-${textAt(list, at + 1)}`), end: inner.end } : inner;
    }
    if (token.kind === "mark" && token.text === ":" && list[at + 1]?.kind === "name") return { value: textValue(textAt(list, at + 1)), end: at + 2 };
    if (isWord(list, at)) return operand(list, at + 1);
    let read = primary(list, at);
    let text = read.value;
    for (let round = 0; round < 30 && ++work <= mostWork; round++) {
      const next = postfix(list, at, read);
      if (next === undefined) break;
      read = next;
      text = read.value;
    }
    return { value: text, end: read.end };
  }

  /** A word of the language before an expression, and not a name of the code's own. */
  function isWord(list: readonly Token[], at: number): boolean {
    const token = list[at] as Token;
    const next = list[at + 1];
    if (token.kind !== "name" || token.sigil !== undefined || next === undefined || !words.test(token.text)) return false;
    if (names.bindings.has(token.text) || given.has(token.text)) return false;
    return next.kind !== "mark" || (/^[[{(!\-&*\\:$@]$/.test(next.text) && next.spaced);
  }

  function primary(list: readonly Token[], at: number): Read {
    const token = list[at] as Token;
    if (token.kind === "text") return { value: literal(token), end: at + 1 };
    if (token.kind === "number") return { value: textValue(token.text), end: at + 1 };
    if (token.kind === "name") return { value: named(token), end: at + 1 };
    if (openers[token.text] === undefined) return { value: nothing, end: at + 1 };
    const close = closeOf(list, at);
    if (token.text === "{")
      return {
        value:
          place.language === "go" || place.language === "jshell" || place.language === "java" || place.language === "c"
            ? listValue(itemsOf(list, at, close))
            : nothing,
        end: close + 1,
      };
    const items = itemsOf(list, at, close);
    if (token.text === "(" && items.length === 1) return { value: items[0] as Value, end: close + 1 };
    const [only] = items;
    return { value: items.length === 1 && only?.ref !== undefined ? { ...only, list: true } : listValue(items), end: close + 1 };
  }

  /** What stands between two brackets, by its commas. */
  function itemsOf(list: readonly Token[], open: number, close: number): readonly Value[] {
    const out: Value[] = [];
    let at = open + 1;
    while (at < close && out.length < 200) {
      if (isMark(list, at, ",")) {
        at++;
        continue;
      }
      const { value, end } = expression(list, at);
      out.push(value);
      at = Math.max(end, at + 1);
      while (at < close && !isMark(list, at, ",") && !dialect.blanks)
        at = openers[textAt(list, at)] !== undefined && list[at]?.kind === "mark" ? closeOf(list, at) + 1 : at + 1;
    }
    return out;
  }

  function literal(token: Token): Value {
    if (token.words !== undefined) return { texts: token.words, list: true };
    let value: Value = textValue(token.text);
    if (token.parts !== undefined) {
      value = textValue("");
      for (const part of token.parts.slice(0, 40)) {
        const inner = typeof part === "string" ? textValue(part) : part.length === 0 ? nothing : expression(part, 0).value;
        value = joined(value, inner.list && inner.path !== true ? { ...inner, texts: [inner.texts.join(" ")] } : inner, together);
      }
      value = { texts: value.texts, list: false, ...(value.secret ? { secret: true } : {}) };
    }
    if (token.runs && place.language !== "julia") for (const text of value.texts) effects.lines.push({ via: `${place.language} backticks`, text });
    return token.runs ? { ...nothing, fetched: /curl|wget|https?:/.test(token.text), ...(place.language === "julia" ? { texts: value.texts } : {}) } : value;
  }

  function named(token: Token): Value {
    const own = [...(given.get(token.text) ?? [])];
    for (const binding of names.bindings.get(token.text)?.slice(0, 12) ?? []) {
      if (binding.module !== undefined)
        own.push({ ...nothing, ref: binding.part === undefined || binding.part === "default" ? binding.module : `${binding.module}.${binding.part}` });
      else {
        const value = expression(tokens, binding.at).value;
        own.push(
          binding.part !== undefined
            ? memberOf(value, binding.part, place)
            : binding.each
              ? eachOf(value)
              : binding.index !== undefined && value.list && value.path !== true
                ? textValue(value.texts[binding.index] ?? unknown)
                : value,
        );
      }
    }
    if (own.length > 0) return eitherOf(own);
    if (token.sigil === "@" && token.text === "ARGV") return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
    if (Object.hasOwn(place.variables, token.text) && place.language === "awk") return textValue(place.variables[token.text] ?? "");
    if (token.sigil !== undefined && /^(HOME|env)$/.test(token.text) && place.language === "powershell") return textValue(place.home, { path: true });
    return { ...nothing, ref: token.text };
  }

  /** One member, call or index behind what was read. */
  function postfix(list: readonly Token[], start: number, { value, end }: Read): Read | undefined {
    const next = list[end];
    if (next === undefined) return undefined;
    if (next.kind === "mark") {
      const isMember =
        /^(\.|\?\.|::|->|!!)$/.test(next.text) ||
        (next.text === ":" && /^(erl|lua|luajit)$/.test(place.language) && list[end + 1]?.kind === "name" && !next.spaced);
      if (
        isMember &&
        !(next.text === "." && dialect.joins.includes(".")) &&
        (list[end + 1]?.kind === "name" || (list[end + 1]?.kind === "number" && next.text === "."))
      ) {
        const name = textAt(list, end + 1);
        const variable = list[end + 1]?.sigil === undefined ? undefined : named(list[end + 1] as Token);
        const member = variable === undefined ? memberOf(value, name, place) : { ...nothing, ref: `${value.ref ?? ""}.${variable.texts[0]}` };
        if (isMark(list, end + 2, "(")) return called(list, end + 2, name, value, member);
        const bare = bareCall(list, end + 2, start);
        if (bare !== undefined && /^[a-z]/i.test(name)) return called(list, end + 2, name, value, member, bare);
        if (isBlock(list, end + 2) || ((place.language === "ruby" || place.language === "scala") && !isMark(list, end + 2, ".")))
          return called(list, end + 2, name, value, member, []);
        if ((place.language === "ruby" || place.language === "crystal" || place.language === "scala") && member.ref === undefined)
          return { value: member, end: end + 2 };
        if (place.language === "ruby") return called(list, end + 2, name, value, member, []);
        return { value: member, end: end + 2 };
      }
      if (next.text === "?." && isMark(list, end + 1, "(")) return called(list, end + 1, value.ref?.split(".").at(-1) ?? "", undefined, value);
      if (isMember && isMark(list, end + 1, "(")) return called(list, end + 1, "call", value, value);
      if (isMember && next.text === "->" && /^[[{]$/.test(textAt(list, end + 1))) return indexed(list, end + 1, value);
      if (next.text === "(" && !(next.first && !next.spaced)) {
        if (next.first && !dialect.sigils) return undefined;
        return called(list, end, value.ref?.split(".").at(-1) ?? "", undefined, value);
      }
      if (next.text === "[" && (!next.spaced || !dialect.bare) && !next.first) return indexed(list, end, value);
      if (next.text === "{" && !next.spaced && dialect.sigils && list[end - 1]?.kind === "name") return indexed(list, end, value);
    }
    if (value.ref !== undefined && end === start + 1 && list[start]?.sigil === undefined) {
      const bare = bareCall(list, end, start);
      if (bare !== undefined) return called(list, end, value.ref.split(".").at(-1) ?? "", undefined, value, bare);
    }
    return undefined;
  }

  const isBlock = (list: readonly Token[], at: number) => (isMark(list, at, "{") || textAt(list, at) === "do") && isMark(list, at + 1, "|");

  /** Arguments without brackets: `system "ls", "-l"`. */
  function bareCall(list: readonly Token[], at: number, start: number): readonly [number, number] | undefined {
    const next = list[at];
    if (!dialect.bare || next === undefined || next.first || !next.spaced || at === start) return undefined;
    const begins =
      next.kind === "text" ||
      (next.kind === "name" && !stops.test(next.text)) ||
      next.kind === "number" ||
      (next.kind === "mark" && /^(\[|:|&|\*|<|\$|\(|\\|-)$/.test(next.text) && !(list[at + 1]?.spaced ?? true)) ||
      (dialect.blanks && isMark(list, at, "("));
    if (!begins) return undefined;
    let end = at;
    while (
      end < list.length &&
      !(list[end]?.first && !isMark(list, end - 1, ",")) &&
      !/^([;)}\]]|\|>|\|)$/.test(list[end]?.kind === "mark" ? textAt(list, end) : "") &&
      !(list[end]?.kind === "name" && list[end]?.sigil === undefined && stops.test(textAt(list, end)))
    )
      end = openers[textAt(list, end)] !== undefined && list[end]?.kind === "mark" ? closeOf(list, end) + 1 : end + 1;
    return [at, end];
  }

  function indexed(list: readonly Token[], at: number, value: Value): Read {
    const close = closeOf(list, at);
    const key = list[at + 1]?.kind === "name" && close === at + 2 && textAt(list, at) === "{" ? textValue(textAt(list, at + 1)) : itemsOf(list, at, close)[0];
    const raw = code.slice(list[at]?.from ?? 0, list[close]?.end ?? 0);
    if (/^\[\s*::\s*-1\s*\]$/.test(raw))
      return {
        value: { ...value, texts: value.list ? [...value.texts].reverse() : value.texts.map((text) => [...text].reverse().join("")), computed: true },
        end: close + 1,
      };
    const ref = value.ref ?? "";
    if (/(^|\.)(environ|env|ENV|_ENV|_SERVER|ENVIRON|Deno\.env)$/.test(ref) && key !== undefined)
      return { value: variableOf(key.texts[0] ?? "", place), end: close + 1 };
    if (/(^|\.)(argv|ARGV|Args|args|arg|commandArgs)$/.test(ref) && key !== undefined) return { value: argument(ref, raw), end: close + 1 };
    if (value.ref !== undefined && key !== undefined) {
      const [name = unknown] = key.texts;
      if (name === unknown || !/^\w+[!?]?$/.test(name)) return { value: { ...nothing, ref: `${ref}.${unknown}`, computed: true }, end: close + 1 };
      return { value: { ...memberOf(value, name, place), ...(key.computed ? { computed: true } : {}) }, end: close + 1 };
    }
    const number = Number(/^\[\s*(-?\d+)\s*\]$/.exec(raw)?.[1]);
    if (value.list)
      return {
        value: /:|\.\./.test(raw) ? value : Number.isNaN(number) ? eachOf(value) : value.path ? eachOf(value) : textValue(value.texts.at(number) ?? unknown),
        end: close + 1,
      };
    return { value: value.path ? value : nothing, end: close + 1 };
  }

  function argument(ref: string, raw: string): Value {
    const from = /process\.argv$|Bun\.argv$/.test(ref) ? 1 : /(sys\.argv|^argv|os\.Args|^Args)$/.test(ref) ? 1 : /^arg$/.test(ref) ? 1 : 0;
    if (/:/.test(raw)) return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
    const at = Number(/\d+/.exec(raw)?.[0] ?? 0) - from;
    return textValue(place.args[at] ?? unknown);
  }

  function called(
    list: readonly Token[],
    at: number,
    name: string,
    on: Value | undefined,
    callee: Value,
    bare?: readonly [number, number] | readonly [],
  ): Read {
    const close = bare === undefined ? closeOf(list, at) : bare.length === 0 ? at - 1 : bare[1] - 1;
    const from = bare === undefined ? at + 1 : bare.length === 0 ? at : bare[0];
    const to = bare === undefined ? close : close + 1;
    const raw = code.slice(list[from]?.from ?? 0, list[to - 1]?.end ?? 0);
    const told = argumentsIn(list, from, to, on);
    let end = close + 1;
    // `.each do |file|`, `.map { |file| … }`
    if (isBlock(list, end)) bindParameters(list, end + 2, "|", [on ?? told.args[0] ?? nothing]);
    const isOwn = names.functions.get(name);
    if (isOwn !== undefined) for (const [index, parameter] of isOwn.entries()) give(parameter, told.args[index] ?? nothing);
    const call: Call = { name, owner: ownerOf(callee, on), ...(on === undefined ? {} : { on }), args: told.args, named: told.named, raw };
    const value = makeCall(call, callee, place, effects, nested);
    if (isBlock(list, end)) {
      if (/^(mktmpdir|chdir|create|open|tmpdir)$/.test(name)) bindParameters(list, end + 2, "|", [value]);
      end = Math.max(end, at);
    }
    return { value, end };
  }

  const ownerOf = (callee: Value, on: Value | undefined): string => {
    const ref = callee.ref ?? "";
    return on !== undefined && on.ref === undefined ? "" : ref.slice(0, Math.max(0, ref.lastIndexOf(".")));
  };

  function give(name: string, value: Value) {
    const own = given.get(name) ?? [];
    if (
      own.length < 6 &&
      value !== nothing &&
      (value.texts.some((text) => text !== unknown) || value.ref !== undefined) &&
      !own.some((known) => known.texts.join("\0") === value.texts.join("\0") && known.ref === value.ref)
    )
      given.set(name, [...own, value]);
  }

  function bindParameters(list: readonly Token[], from: number, close: string, values: readonly Value[]) {
    for (let at = from; at < from + 20 && at < list.length && !isMark(list, at, close); at++)
      if (list[at]?.kind === "name" && !isMark(list, at - 1, ":")) for (const value of values) give(textAt(list, at), eachOf(value));
  }

  /** Whether a function stands there, without a name; binds what it is given. */
  function bindFunction(list: readonly Token[], at: number, values: readonly Value[]): boolean {
    const word = textAt(list, at);
    if (word === "async") return bindFunction(list, at + 1, values);
    if ((word === "function" || word === "fn" || word === "func" || word === "sub") && list[at]?.kind === "name") {
      const open = isMark(list, at + 1, "(") ? at + 1 : isMark(list, at + 2, "(") ? at + 2 : -1;
      bindParameters(list, open === -1 ? at + 1 : open + 1, open === -1 ? "->" : ")", values);
      return true;
    }
    if (word === "lambda") {
      bindParameters(list, at + 1, ":", values);
      return true;
    }
    if (list[at]?.kind === "name" && /^(=>|->)$/.test(textAt(list, at + 1))) {
      for (const value of values) give(word, eachOf(value));
      return true;
    }
    if (!isMark(list, at, "(")) return false;
    const close = closeOf(list, at);
    if (!/^(=>|->)$/.test(textAt(list, close + 1))) return false;
    bindParameters(list, at + 1, ")", values);
    return true;
  }

  function argumentsIn(list: readonly Token[], from: number, to: number, on: Value | undefined): { args: readonly Value[]; named: Record<string, Value> } {
    const args: Value[] = [];
    const inNames: Record<string, Value> = {};
    const functions: number[] = [];
    let at = from;
    while (at < to && args.length < 200) {
      if (isMark(list, at, ",")) {
        at++;
        continue;
      }
      const isFunction =
        /^(lambda|function|fn|func|async|sub)$/.test(textAt(list, at)) ||
        /^(=>|->)$/.test(textAt(list, at + 1)) ||
        (isMark(list, at, "(") && /^(=>|->)$/.test(textAt(list, closeOf(list, at) + 1)));
      let end = at + 1;
      if (isFunction) functions.push(at);
      else if (list[at]?.kind === "name" && list[at]?.sigil === undefined && /^(=|:|=>)$/.test(textAt(list, at + 1)) && list[at + 1]?.kind === "mark") {
        const read = expression(list, at + 2);
        inNames[textAt(list, at)] = read.value;
        end = read.end;
      } else if (isMark(list, at, "{")) end = optionsIn(list, at, inNames);
      else {
        const read = expression(list, at);
        args.push(read.value);
        end = read.end;
      }
      at = Math.max(end, at + 1);
      while (at < to && !isMark(list, at, ",") && !dialect.blanks)
        at = openers[textAt(list, at)] !== undefined && list[at]?.kind === "mark" ? closeOf(list, at) + 1 : at + 1;
    }
    const values = [...(on === undefined || on.ref !== undefined ? [] : [on]), ...args];
    for (const index of functions) bindFunction(list, index, values.length === 0 ? [on ?? nothing] : values);
    return { args, named: inNames };
  }

  /** `{ recursive: true, args: [...] }` */
  function optionsIn(list: readonly Token[], open: number, into: Record<string, Value>): number {
    const close = closeOf(list, open);
    for (let at = open + 1; at < close; at++)
      if (/^(:|=>|=)$/.test(textAt(list, at + 1)) && /^[{,]$/.test(textAt(list, at - 1))) {
        const read = expression(list, at + 2);
        into[textAt(list, at)] = read.value;
        at = Math.max(at + 1, read.end - 1);
      }
    return close + 1;
  }

  // The second time, what is said further below is known above.
  for (let round = 0; round < 2; round++) {
    memo = new Map();
    operands = new Map();
    pending = new Set();
    effects = noEffects();
    work = 0;
    for (let at = 0; at < tokens.length; at++) {
      const before = tokens[at - 1];
      if (before?.kind === "mark" && /^(\.|\?\.|::|->)$/.test(before.text) && !(before.text === "." && dialect.joins.includes("."))) continue;
      expression(tokens, at);
    }
  }
  return effects;
}
