import { type Evaluation, nextItem } from "./evaluation.ts";
import { isMark } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { nothing, type Value } from "./value.ts";

/** What stands between two brackets, by its commas. */
export function itemsOf(evaluation: Evaluation, list: readonly Token[], open: number, close: number): readonly Value[] {
  const out: Value[] = [];
  let at = open + 1;
  while (at < close && out.length < 200) {
    if (isMark(list, at, ",")) {
      at++;
      continue;
    }
    const { value, end } = evaluation.expression(list, at);
    out.push(value);
    at = nextItem(evaluation, list, Math.max(end, at + 1), close);
  }
  if (at < close) out.push(nothing);
  return out;
}
