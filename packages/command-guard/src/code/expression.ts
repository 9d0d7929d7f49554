import { type Evaluation, mostWork, type Read } from "./evaluation.ts";
import { operand } from "./operand.ts";
import { operated } from "./operated.ts";
import { isMark, textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { eitherOf, joined, nothing } from "./value.ts";

/** An expression with its operators. */
export function expression(evaluation: Evaluation, list: readonly Token[], at: number): Read {
  const { place, dialect, expressions, pending } = evaluation;
  const token = list[at];
  if (token === undefined || ++evaluation.work > mostWork) return { value: nothing, end: at + 1 };
  const known = expressions.get(token);
  if (known !== undefined) return known;
  if (pending.has(token) || pending.size > 60) return { value: nothing, end: at + 1 };
  pending.add(token);
  let { value, end } = operand(evaluation, list, at);
  for (let round = 0; round < 200 && end < list.length && ++evaluation.work <= mostWork; round++) {
    const next = list[end] as Token;
    if (
      next.kind === "text" &&
      dialect.beside &&
      !(next.first && place.language !== "python" && place.language !== "c") &&
      !next.runs &&
      value.ref === undefined
    ) {
      const right = operand(evaluation, list, end);
      value = joined(value, right.value, (one, other) => one + other);
      end = right.end;
      continue;
    }
    if (place.language === "awk" && next.kind !== "mark" && !next.first && !/^(getline|in|else)$/.test(next.text)) {
      const right = operand(evaluation, list, end);
      value = joined(value, right.value, (one, other) => one + other);
      end = right.end;
      continue;
    }
    if (next.kind === "mark" && next.text === "?" && !dialect.bare) {
      const yes = evaluation.expression(list, end + 1);
      const no = isMark(list, yes.end, ":") ? evaluation.expression(list, yes.end + 1) : yes;
      value = eitherOf([yes.value, no.value]);
      end = no.end;
      break;
    }
    if (next.kind === "name" && next.text === "if" && place.language === "python") {
      const condition = evaluation.expression(list, end + 1);
      if (textAt(list, condition.end) !== "else") break;
      const no = evaluation.expression(list, condition.end + 1);
      value = eitherOf([value, no.value]);
      end = no.end;
      break;
    }
    const made = operated(next, value, dialect, () => operand(evaluation, list, end + 1));
    if (made === undefined) break;
    value = made.value;
    end = made.end;
  }
  pending.delete(token);
  const out = { value, end: Math.max(end, at + 1) };
  expressions.set(token, out);
  return out;
}
