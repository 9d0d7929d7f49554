import { unknown } from "@instar/shell-words";
import type { Evaluation } from "./evaluation.ts";
import { linesRead, valueOfLines } from "./lines-read.ts";
import { memberOf } from "./member.ts";
import type { Token } from "./tokens.ts";
import { eachOf, eitherOf, nothing, textValue, type Value } from "./value.ts";

/** What a name stands for: what it is given, all that it is bound to, or itself. */
export function named(evaluation: Evaluation, token: Token): Value {
  const { given, names, tokens, place } = evaluation;
  const own = [...(given.get(token.text) ?? [])];
  for (const binding of names.bindings.get(token.text)?.slice(0, 64) ?? []) {
    if (binding.module !== undefined)
      own.push({ ...nothing, ref: binding.part === undefined || binding.part === "default" ? binding.module : `${binding.module}.${binding.part}` });
    else {
      const value = evaluation.expression(tokens, binding.at).value;
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
  if (place.lines !== undefined && token.text === linesRead) return valueOfLines(place.lines, place.language !== "awk");
  if (place.lines?.each === true && token.text === "_" && token.sigil === "$") return valueOfLines(place.lines, false);
  if (token.sigil === "@" && token.text === "ARGV") return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  if (Object.hasOwn(place.variables, token.text) && place.language === "awk") return textValue(place.variables[token.text] ?? "");
  if (token.sigil !== undefined && /^(HOME|env)$/.test(token.text) && place.language === "powershell") return textValue(place.home, { path: true });
  return { ...nothing, ref: token.text };
}
