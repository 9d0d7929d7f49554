import { namesOf } from "./bindings.ts";
import type { CallPlace } from "./call.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { type Effects, noEffects } from "./effects.ts";
import { type Evaluation, mostWork } from "./evaluation.ts";
import { expression } from "./expression.ts";
import { isCut, type Token, tokensOf } from "./tokens.ts";
import type { Value } from "./value.ts";

/** Reads code expression by expression, and notes what its calls would do. Runs nothing, never throws; of very long code it reads the beginning. */
export const evaluate = (code: string, place: CallPlace, nested: (text: string) => void): Effects => evaluationOf(code, place, nested).effects;

/** The same, with all that its expressions came to. */
export function evaluationOf(code: string, place: CallPlace, nested: (text: string) => void): Evaluation {
  const dialect = dialectOf(place.language);
  const tokens = tokensOf(code, dialect);
  const known = { code, place, dialect, tokens, names: namesOf(tokens), given: new Map<string, Value[]>(), closings: new Map(), nested };
  read(known);
  // The second time, what is said further below is known above.
  return read(known);
}

function read(known: Omit<Evaluation, "effects" | "expressions" | "operands" | "pending" | "work" | "expression">): Evaluation {
  const { tokens, dialect } = known;
  const evaluation: Evaluation = {
    ...known,
    effects: noEffects(),
    expressions: new Map(),
    operands: new Map(),
    pending: new Set(),
    work: 0,
    expression: (list, at) => expression(evaluation, list, at),
  };
  for (let at = 0; at < tokens.length; at++) if (!isMember(tokens[at - 1], dialect)) evaluation.expression(tokens, at);
  if (isCut(tokens, known.code) || evaluation.work > mostWork) evaluation.effects.cut = true;
  return evaluation;
}

/** What stands behind it is no expression of its own. */
const isMember = (before: Token | undefined, dialect: Dialect) =>
  before?.kind === "mark" && /^(\.|\?\.|::|->)$/.test(before.text) && !(before.text === "." && dialect.joins.includes("."));
