import { unknown } from "@instar/shell-words";
import { closeOf, type Evaluation } from "./evaluation.ts";
import { memberOf } from "./member.ts";
import { isMark, textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { eachOf, nothing, type Value } from "./value.ts";

/** What a parameter is given by one call. */
export function give({ given }: Evaluation, name: string, value: Value) {
  const own = given.get(name) ?? [];
  if (
    own.length < 6 &&
    value !== nothing &&
    (value.texts.some((text) => text !== unknown) || value.ref !== undefined) &&
    !own.some((known) => known.texts.join("\0") === value.texts.join("\0") && known.ref === value.ref)
  )
    given.set(name, [...own, value]);
}

export function bindParameters(evaluation: Evaluation, list: readonly Token[], from: number, close: string, values: readonly Value[]) {
  let isPart = false;
  for (let at = from; at < from + 20 && at < list.length && !isMark(list, at, close); at++) {
    if (list[at]?.kind === "mark" && /^[{}]$/.test(textAt(list, at))) isPart = textAt(list, at) === "{";
    if (list[at]?.kind !== "name" || (isMark(list, at - 1, ":") && !isPart) || (isPart && isMark(list, at + 1, ":"))) continue;
    // `({ rm, rmdir: d }) => …`: a part of what it is given.
    const part = isPart && isMark(list, at - 1, ":") ? textAt(list, at - 2) : textAt(list, at);
    for (const value of values) give(evaluation, textAt(list, at), isPart ? memberOf(value, part, evaluation.place) : eachOf(value));
  }
}

/** Whether a function stands there, without a name; binds what it is given. */
export function bindFunction(evaluation: Evaluation, list: readonly Token[], at: number, values: readonly Value[]): boolean {
  const word = textAt(list, at);
  if (word === "async") return bindFunction(evaluation, list, at + 1, values);
  if ((word === "function" || word === "fn" || word === "func" || word === "sub") && list[at]?.kind === "name") {
    const open = isMark(list, at + 1, "(") ? at + 1 : isMark(list, at + 2, "(") ? at + 2 : -1;
    bindParameters(evaluation, list, open === -1 ? at + 1 : open + 1, open === -1 ? "->" : ")", values);
    return true;
  }
  if (word === "lambda") {
    bindParameters(evaluation, list, at + 1, ":", values);
    return true;
  }
  if (list[at]?.kind === "name" && /^(=>|->)$/.test(textAt(list, at + 1))) {
    for (const value of values) give(evaluation, word, eachOf(value));
    return true;
  }
  if (!isMark(list, at, "(")) return false;
  const close = closeOf(evaluation, list, at);
  if (!/^(=>|->)$/.test(textAt(list, close + 1))) return false;
  bindParameters(evaluation, list, at + 1, ")", values);
  return true;
}
