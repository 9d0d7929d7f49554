import type { Dialect } from "./dialect.ts";
import type { Read } from "./evaluation.ts";
import { filledIn } from "./gives-text.ts";
import type { Token } from "./tokens.ts";
import { eitherOf, joined, joinedPath, textValue, type Value } from "./value.ts";

/** One text behind the other. What was found in a folder has its folder before it already. */
export const together = (one: string, other: string): string =>
  one.length > 1 && one.endsWith("/") && /^[/~.]/.test(one) && other.startsWith(one) ? other : one + other;

/** What an operator makes of what stands before and behind it; undefined for those that end an expression. */
export function operated(operator: Token, left: Value, dialect: Dialect, right: () => Read): Read | undefined {
  if (operator.kind !== "mark" && operator.text !== "or") return undefined;
  const mark = operator.text;
  if (dialect.joins.includes(mark)) {
    const { value, end } = right();
    if ((left.list && left.path !== true) || (value.list && value.path !== true))
      return { value: { ...left, list: true, texts: [...left.texts, ...value.texts] }, end };
    return { value: joined(left, value, together), end };
  }
  if (mark === "/" && (left.path || /^\//.test(left.texts[0] ?? ""))) {
    const { value, end } = right();
    return { value: { ...joined(left, value, joinedPath), path: true }, end };
  }
  if (mark === "%" && left.ref === undefined && /%[-\d.]*[sdr]/.test(left.texts[0] ?? "")) {
    const { value, end } = right();
    return { value: filledIn(left, [value]), end };
  }
  if (mark === "*" && left.ref === undefined && left.texts.length === 1) {
    const { value, end } = right();
    const times = Number(value.texts[0]);
    return times >= 0 && times < 200 ? { value: textValue((left.texts[0] ?? "").repeat(times), { computed: true }), end } : { value: left, end };
  }
  if (/^(\|\||\?\?|or|\/\/)$/.test(mark)) {
    const { value, end } = right();
    return { value: eitherOf([left, value]), end };
  }
  return undefined;
}
