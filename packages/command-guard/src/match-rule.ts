import { globFits } from "@instar/shell-words";
import type { Deed } from "./deeds.ts";
import { hasFlag, type Invocation } from "./invocation.ts";
import type { Rule, TargetKind } from "./rule.ts";
import type { Target } from "./targets/target.ts";

/** A deed and what it would be done to. */
export interface Act extends Deed {
  readonly target: Target;
}

/** What the rules look at: one program with its words, what it would do, and the texts that it is given. */
export interface Looked {
  readonly call: Invocation;
  readonly acts: readonly Act[];
  readonly texts: readonly string[];
}

const asPattern = (pattern: string) => pattern.replaceAll("*", "\uE000");

const fitsOne = (word: string, alternatives: string): boolean =>
  alternatives.split("|").some((pattern) => (pattern.includes("*") ? globFits(asPattern(pattern), word) : pattern === word));

/** Whether the first plain words are those of a pattern: `s3 rm|rb`, `* delete-*`, `... delete`. */
function wordsFit(plain: readonly string[], pattern: string): boolean {
  const wanted = pattern.split(" ");
  const from = (at: number, index: number): boolean => {
    const next = wanted[index];
    if (next === undefined) return true;
    if (next !== "...") return at < plain.length && fitsOne(plain[at] ?? "", next) && from(at + 1, index + 1);
    for (let later = at; later < plain.length && later < at + 12; later++) if (from(later, index + 1)) return true;
    return false;
  };
  return from(0, 0);
}

const allOf = (list: readonly string[], fits: (entry: string) => boolean) => list.every(fits);

/** What a rule speaks of in what is looked at; undefined when it says nothing. */
export function matchRule(
  rule: Rule,
  pattern: RegExp | undefined,
  without: RegExp | undefined,
  looked: Looked,
  known: ReadonlySet<string>,
): string | undefined {
  const { call, acts, texts } = looked;
  if (rule.programs !== undefined && !rule.programs.some((program) => fitsOne(call.name, program))) return undefined;
  if (rule.words !== undefined && !rule.words.some((words) => wordsFit(call.plain, words))) return undefined;
  if (rule.flags !== undefined && !allOf(rule.flags, (flag) => hasFlag(call, flag, known))) return undefined;
  if (rule.operands !== undefined && !call.plain.some((word) => rule.operands?.some((operand) => fitsOne(word, operand)))) return undefined;
  const { unless } = rule;
  if (unless !== undefined) {
    if (unless.programs?.some((program) => fitsOne(call.name, program))) return undefined;
    if (unless.words?.some((words) => wordsFit(call.plain, words))) return undefined;
    if (unless.flags?.some((flag) => hasFlag(call, flag, known))) return undefined;
    if (unless.operands !== undefined && call.plain.some((word) => unless.operands?.some((operand) => fitsOne(word, operand)))) return undefined;
  }
  let what = call.name;
  if (pattern !== undefined) {
    const found = texts.find((text) => pattern.test(text) && !without?.test(text));
    if (found === undefined) return undefined;
    what = found.trim().slice(0, 80);
  }
  if (rule.does === undefined && rule.targets === undefined) return what;
  const fitting = acts.filter(
    (act) =>
      (rule.does?.includes(act.does) ?? true) &&
      (rule.deep === undefined || act.deep === rule.deep) &&
      (rule.exists === undefined || act.target.exists === rule.exists),
  );
  const kinds: readonly TargetKind[] | undefined = rule.targets;
  const wanted = fitting.filter((act) => kinds === undefined || kinds.includes(act.target.kind));
  if (rule.severity === "fine") return wanted.length > 0 && wanted.length === acts.length ? what : undefined;
  return wanted[0]?.target.word;
}
