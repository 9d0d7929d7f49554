import { argumentsIn } from "./arguments-in.ts";
import { called } from "./called.ts";
import { closeOf, type Evaluation, type Read } from "./evaluation.ts";
import { indexed } from "./indexed.ts";
import { memberOf } from "./member.ts";
import { named } from "./named.ts";
import { bindFunction } from "./parameters.ts";
import { isBlock, isMark, opensBracket, textAt } from "./token-list.ts";
import type { Token } from "./tokens.ts";
import { nothing, type Value } from "./value.ts";

const stops = /^(if|unless|for|foreach|while|until|do|then|and|or|rescue|in|of|as|from|else|end|is|not|catch|when)$/;

/** One member, call or index behind what was read. */
export function postfix(evaluation: Evaluation, list: readonly Token[], start: number, read: Read): Read | undefined {
  const { value, end } = read;
  const next = list[end];
  if (next === undefined) return undefined;
  const behind = next.kind === "mark" ? behindMark(evaluation, list, start, read) : undefined;
  if (behind !== undefined || value.ref === undefined || end !== start + 1 || list[start]?.sigil !== undefined) return behind;
  const bare = bareCall(evaluation, list, end, start);
  return bare && called(evaluation, list, end, lastPart(value), undefined, value, bare);
}

const lastPart = ({ ref }: Value) => ref?.split(".").at(-1) ?? "";

function behindMark(evaluation: Evaluation, list: readonly Token[], start: number, { value, end }: Read): Read | undefined {
  const { dialect } = evaluation;
  const next = list[end] as Token;
  if (isMember(evaluation, list, end)) {
    if (isNamed(evaluation, list, end)) return memberBehind(evaluation, list, start, { value, end });
    if (isMark(list, end + 1, "("))
      return next.text === "?."
        ? called(evaluation, list, end + 1, lastPart(value), undefined, value)
        : called(evaluation, list, end + 1, "call", value, value);
    if (next.text === "->" && /^[[{]$/.test(textAt(list, end + 1))) return indexed(evaluation, list, end + 1, value);
    return undefined;
  }
  // A bracket at the beginning of a line belongs to what stands before it in few languages.
  // A function that is called where it stands.
  if (next.text === "(" && !next.first && isMark(list, start, "(") && closeOf(evaluation, list, start) === end - 1)
    bindFunction(evaluation, list, start + 1, argumentsIn(evaluation, list, end + 1, closeOf(evaluation, list, end), undefined).args);
  if (next.text === "(" && (!next.first || (next.spaced && dialect.sigils))) return called(evaluation, list, end, lastPart(value), undefined, value);
  if (next.text === "[" && (!next.spaced || !dialect.bare) && !next.first) return indexed(evaluation, list, end, value);
  if (next.text === "{" && !next.spaced && dialect.sigils && list[end - 1]?.kind === "name") return indexed(evaluation, list, end, value);
  return undefined;
}

/** Whether a mark comes before a member: `.`, `?.`, `::`, `->`; `:` in languages that call by it. */
function isMember({ place }: Evaluation, list: readonly Token[], at: number): boolean {
  const token = list[at] as Token;
  return (
    /^(\.|\?\.|::|->|!!)$/.test(token.text) ||
    (token.text === ":" && /^(erl|lua|luajit)$/.test(place.language) && list[at + 1]?.kind === "name" && !token.spaced)
  );
}

/** Whether the member has a name, or a number as `pair.0`. */
function isNamed({ dialect }: Evaluation, list: readonly Token[], at: number): boolean {
  const dot = textAt(list, at) === ".";
  return !(dot && dialect.joins.includes(".")) && (list[at + 1]?.kind === "name" || (list[at + 1]?.kind === "number" && dot));
}

/** A member by its name, called where it is followed by arguments, or where the language calls by naming. */
function memberBehind(evaluation: Evaluation, list: readonly Token[], start: number, { value, end }: Read): Read {
  const { place } = evaluation;
  const token = list[end + 1] as Token;
  const behind = end + 2;
  const member =
    token.sigil === undefined ? memberOf(value, token.text, place) : { ...nothing, ref: `${value.ref ?? ""}.${named(evaluation, token).texts[0]}` };
  if (isMark(list, behind, "(")) return called(evaluation, list, behind, token.text, value, member);
  const bare = bareCall(evaluation, list, behind, start);
  if (bare !== undefined && /^[a-z]/i.test(token.text)) return called(evaluation, list, behind, token.text, value, member, bare);
  const callsByNaming = place.language === "ruby" || (place.language === "scala" && !isMark(list, behind, "."));
  if (isBlock(list, behind) || callsByNaming) return called(evaluation, list, behind, token.text, value, member, []);
  return { value: member, end: behind };
}

/** Arguments without brackets: `system "ls", "-l"`. */
function bareCall(evaluation: Evaluation, list: readonly Token[], at: number, start: number): readonly [number, number] | undefined {
  const { dialect } = evaluation;
  const next = list[at];
  if (!dialect.bare || next === undefined || next.first || !next.spaced || at === start) return undefined;
  const begins =
    next.kind === "text" ||
    (next.kind === "name" && !stops.test(next.text)) ||
    next.kind === "number" ||
    (next.kind === "mark" && /^(\[|:|&|\*|<|\$|\(|\\|-)$/.test(next.text) && !(list[at + 1]?.spaced ?? true)) ||
    (dialect.blanks && isMark(list, at, "("));
  if (!begins) return undefined;
  let end = at;
  while (
    end < list.length &&
    !(list[end]?.first && !isMark(list, end - 1, ",")) &&
    !/^([;)}\]]|\|>|\|)$/.test(list[end]?.kind === "mark" ? textAt(list, end) : "") &&
    !(list[end]?.kind === "name" && list[end]?.sigil === undefined && stops.test(textAt(list, end)))
  )
    end = opensBracket(list, end) ? closeOf(evaluation, list, end) + 1 : end + 1;
  return [at, end];
}
