import { namesOf } from "./bindings.ts";
import type { CallPlace } from "./call.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { type Effects, noEffects } from "./effects.ts";
import type { Evaluation } from "./evaluation.ts";
import { expression } from "./expression.ts";
import { type Token, tokensOf } from "./tokens.ts";
import type { Value } from "./value.ts";

/** Reads code expression by expression, and notes what its calls would do. Runs nothing, never throws; of very long code it reads the beginning. */
export function evaluate(code: string, place: CallPlace, nested: (text: string) => void): Effects {
  const dialect = dialectOf(place.language);
  const tokens = tokensOf(code, dialect);
  const names = namesOf(tokens);
  const given = new Map<string, Value[]>();
  const closings = new Map<readonly Token[], ReadonlyMap<number, number>>();
  let effects = noEffects();
  // The second time, what is said further below is known above.
  for (let round = 0; round < 2; round++) {
    effects = noEffects();
    const evaluation: Evaluation = {
      ...{ code, place, dialect, tokens, names, given, closings, effects, nested },
      expressions: new Map(),
      operands: new Map(),
      pending: new Set(),
      work: 0,
      expression: (list, at) => expression(evaluation, list, at),
    };
    for (let at = 0; at < tokens.length; at++) if (!isMember(tokens[at - 1], dialect)) evaluation.expression(tokens, at);
  }
  return effects;
}

/** What stands behind it is no expression of its own. */
const isMember = (before: Token | undefined, dialect: Dialect) =>
  before?.kind === "mark" && /^(\.|\?\.|::|->)$/.test(before.text) && !(before.text === "." && dialect.joins.includes("."));
