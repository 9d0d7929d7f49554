import type { Evaluation } from "./evaluation.ts";
import { together } from "./operated.ts";
import type { Token } from "./tokens.ts";
import { joined, nothing, textValue, type Value } from "./value.ts";

/** What a text of the code says, with what it puts in; what it runs, when it stands in backticks. */
export function literal(evaluation: Evaluation, token: Token): Value {
  const { effects, place } = evaluation;
  if (token.words !== undefined) return { texts: token.words, list: true };
  let value: Value = textValue(token.text);
  if (token.parts !== undefined) {
    value = textValue("");
    for (const part of token.parts.slice(0, 40)) {
      const inner = typeof part === "string" ? textValue(part) : part.length === 0 ? nothing : evaluation.expression(part, 0).value;
      value = joined(value, inner.list && inner.path !== true ? { ...inner, texts: [inner.texts.join(" ")] } : inner, together);
    }
    value = { texts: value.texts, list: false, ...(value.secret ? { secret: true } : {}) };
  }
  if (token.runs && place.language !== "julia") for (const text of value.texts) effects.lines.push({ via: `${place.language} backticks`, text });
  return token.runs ? { ...nothing, fetched: /curl|wget|https?:/.test(token.text), ...(place.language === "julia" ? { texts: value.texts } : {}) } : value;
}
