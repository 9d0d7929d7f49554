import { unknown } from "@instar/shell-words";
import type { CallPlace } from "./call.ts";
import { closeOf, type Evaluation, type Read } from "./evaluation.ts";
import { variableOf } from "./gives-place.ts";
import { itemsOf } from "./items-of.ts";
import { memberOf } from "./member.ts";
import { textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { eachOf, nothing, textValue, type Value } from "./value.ts";

/** What stands at an index or under a key: `list[0]`, `os.environ["HOME"]`, `sys.argv[1]`. */
export function indexed(evaluation: Evaluation, list: readonly Token[], at: number, value: Value): Read {
  const { code, place } = evaluation;
  const close = closeOf(evaluation, list, at);
  const key =
    list[at + 1]?.kind === "name" && close === at + 2 && textAt(list, at) === "{" ? textValue(textAt(list, at + 1)) : itemsOf(evaluation, list, at, close)[0];
  const raw = code.slice(list[at]?.from ?? 0, list[close]?.end ?? 0);
  if (/^\[\s*::\s*-1\s*\]$/.test(raw))
    return {
      value: { ...value, texts: value.list ? [...value.texts].reverse() : value.texts.map((text) => [...text].reverse().join("")), computed: true },
      end: close + 1,
    };
  const ref = value.ref ?? "";
  if (/(^|\.)(environ|env|ENV|_ENV|_SERVER|ENVIRON|Deno\.env)$/.test(ref) && key !== undefined)
    return { value: variableOf(key.texts[0] ?? "", place), end: close + 1 };
  if (/(^|\.)(argv|ARGV|Args|args|arg|commandArgs)$/.test(ref) && key !== undefined) return { value: argument(place, ref, raw), end: close + 1 };
  if (value.ref !== undefined && key !== undefined) {
    const [name = unknown] = key.texts;
    if (name === unknown || !/^\w+[!?]?$/.test(name)) return { value: { ...nothing, ref: `${ref}.${unknown}`, computed: true }, end: close + 1 };
    return { value: { ...memberOf(value, name, place), ...(key.computed ? { computed: true } : {}) }, end: close + 1 };
  }
  const number = Number(/^\[\s*(-?\d+)\s*\]$/.exec(raw)?.[1]);
  if (value.list)
    return {
      value: /:|\.\./.test(raw) ? value : Number.isNaN(number) ? eachOf(value) : value.path ? eachOf(value) : textValue(value.texts.at(number) ?? unknown),
      end: close + 1,
    };
  return { value: value.path ? value : nothing, end: close + 1 };
}

function argument(place: CallPlace, ref: string, raw: string): Value {
  const from = /process\.argv$|Bun\.argv$/.test(ref) ? 1 : /(sys\.argv|^argv|os\.Args|^Args)$/.test(ref) ? 1 : /^arg$/.test(ref) ? 1 : 0;
  if (/:/.test(raw)) return { texts: place.args.length === 0 ? [unknown] : place.args, list: true };
  const at = Number(/\d+/.exec(raw)?.[0] ?? 0) - from;
  return textValue(place.args[at] ?? unknown);
}
