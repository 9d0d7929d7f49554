import { closeOf, type Evaluation, mostWork, type Read } from "./evaluation.ts";
import { itemsOf } from "./items-of.ts";
import { literal } from "./literal.ts";
import { named } from "./named.ts";
import { postfix } from "./postfix.ts";
import { opensBracket, textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { listValue, nothing, textValue, type Value } from "./value.ts";

const prefixes = /^(!|-|\+|\*|&|\\|\.\.\.|@|\^|~|\*\*|\+\+|--|&&|<|%)$/;
const words =
  /^(await|new|return|yield|typeof|void|delete|throw|not|my|our|local|const|let|var|val|raise|print|puts|echo|p|pp|say|unsafe|async|static|public|private|final|try|do|begin|then|else|defer|go|move|mut|ref|in|of|lambda)$/;

/** Languages whose lists stand in `{…}`. */
const listsInBraces = /^(go|jshell|java|c)$/;

/** What stands between operators, with its members and calls. */
export function operand(evaluation: Evaluation, list: readonly Token[], at: number): Read {
  const { operands } = evaluation;
  const token = list[at];
  if (token === undefined) return { value: nothing, end: at + 1 };
  const known = operands.get(token);
  if (known !== undefined) return known;
  if (evaluation.work > mostWork) return { value: nothing, end: at + 1 };
  const read = newOperand(evaluation, list, at);
  operands.set(token, read);
  return read;
}

function newOperand(evaluation: Evaluation, list: readonly Token[], at: number): Read {
  const token = list[at] as Token;
  evaluation.work++;
  if (token.kind === "mark" && prefixes.test(token.text)) {
    const inner = operand(evaluation, list, at + 1);
    return token.text === "-" && list[at + 1]?.kind === "number" ? { value: textValue(`-${textAt(list, at + 1)}`), end: inner.end } : inner;
  }
  if (token.kind === "mark" && token.text === ":" && list[at + 1]?.kind === "name") return { value: textValue(textAt(list, at + 1)), end: at + 2 };
  if (isWord(evaluation, list, at)) return operand(evaluation, list, at + 1);
  let read = primary(evaluation, list, at);
  for (let round = 0; round < 200 && ++evaluation.work <= mostWork; round++) {
    const next = postfix(evaluation, list, at, read);
    if (next === undefined) break;
    read = next;
  }
  return read;
}

/** A word of the language before an expression, and not a name of the code's own. */
function isWord(evaluation: Evaluation, list: readonly Token[], at: number): boolean {
  const { names, given } = evaluation;
  const token = list[at] as Token;
  const next = list[at + 1];
  if (token.kind !== "name" || token.sigil !== undefined || next === undefined || !words.test(token.text)) return false;
  if (names.bindings.has(token.text) || given.has(token.text)) return false;
  return next.kind !== "mark" || (/^[[{(!\-&*\\:$@]$/.test(next.text) && next.spaced);
}

/** A text, a number, a name, or what stands in brackets. */
function primary(evaluation: Evaluation, list: readonly Token[], at: number): Read {
  const { place } = evaluation;
  const token = list[at] as Token;
  if (token.kind === "text") return { value: literal(evaluation, token), end: at + 1 };
  if (token.kind === "number") return { value: textValue(token.text), end: at + 1 };
  if (token.kind === "name") return { value: named(evaluation, token), end: at + 1 };
  if (!opensBracket(list, at)) return { value: nothing, end: at + 1 };
  const close = closeOf(evaluation, list, at);
  if (token.text === "{") return { value: listsInBraces.test(place.language) ? listValue(itemsOf(evaluation, list, at, close)) : nothing, end: close + 1 };
  const items = itemsOf(evaluation, list, at, close);
  if (token.text === "(" && items.length === 1) return { value: items[0] as Value, end: close + 1 };
  const [only] = items;
  return { value: items.length === 1 && only?.ref !== undefined ? { ...only, list: true } : listValue(items), end: close + 1 };
}
