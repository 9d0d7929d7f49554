import { closeOf, type Evaluation, nextItem } from "./evaluation.ts";
import { bindFunction } from "./parameters.ts";
import { isMark, textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { nothing, type Value } from "./value.ts";

/** What a call is told, in order and by name; the functions among it are given what it is called on. */
export function argumentsIn(
  evaluation: Evaluation,
  list: readonly Token[],
  from: number,
  to: number,
  on: Value | undefined,
): { args: readonly Value[]; named: Record<string, Value> } {
  const args: Value[] = [];
  const inNames: Record<string, Value> = {};
  const functions: number[] = [];
  let at = from;
  while (at < to && args.length < 2_000) {
    if (isMark(list, at, ",")) {
      at++;
      continue;
    }
    const isFunction =
      /^(lambda|function|fn|func|async|sub)$/.test(textAt(list, at)) ||
      /^(=>|->)$/.test(textAt(list, at + 1)) ||
      (isMark(list, at, "(") && /^(=>|->)$/.test(textAt(list, closeOf(evaluation, list, at) + 1)));
    let end = at + 1;
    if (isFunction) functions.push(at);
    else if (list[at]?.kind === "name" && list[at]?.sigil === undefined && /^(=|:|=>)$/.test(textAt(list, at + 1)) && list[at + 1]?.kind === "mark") {
      const read = evaluation.expression(list, at + 2);
      inNames[textAt(list, at)] = read.value;
      end = read.end;
    } else if (isMark(list, at, "{")) end = optionsIn(evaluation, list, at, inNames);
    else {
      const read = evaluation.expression(list, at);
      args.push(read.value);
      end = read.end;
    }
    at = nextItem(evaluation, list, Math.max(end, at + 1), to);
  }
  const values = [...(on === undefined || on.ref !== undefined ? [] : [on]), ...args];
  for (const index of functions) bindFunction(evaluation, list, index, values.length === 0 ? [on ?? nothing] : values);
  return { args, named: inNames };
}

/** `{ recursive: true, args: [...] }` */
function optionsIn(evaluation: Evaluation, list: readonly Token[], open: number, into: Record<string, Value>): number {
  const close = closeOf(evaluation, list, open);
  for (let at = open + 1; at < close; at++)
    if (/^(:|=>|=)$/.test(textAt(list, at + 1)) && /^[{,]$/.test(textAt(list, at - 1))) {
      const read = evaluation.expression(list, at + 2);
      into[textAt(list, at)] = read.value;
      at = Math.max(at + 1, read.end - 1);
    }
  return close + 1;
}
