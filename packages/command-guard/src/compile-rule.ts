import { globFits, wildcard } from "@instar/shell-words";
import type { Deed } from "./deeds/deed.ts";
import { hasFlag, type Invocation } from "./invocation.ts";
import type { Rule } from "./rule.ts";
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

type Fits = (word: string) => boolean;

/** `rm|unlink`, `delete-*`: read once, asked often. */
function compileWord(alternatives: string): Fits {
  const patterns = alternatives.split("|");
  const plain = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const globs = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => pattern.replaceAll("*", wildcard.many));
  return (word) => plain.has(word) || globs.some((glob) => globFits(glob, word));
}

const anyOf =
  (fits: readonly Fits[]): Fits =>
  (word) =>
    fits.some((each) => each(word));
const compileAny = (list: readonly string[]): Fits => anyOf(list.map(compileWord));

/** How many words `...` may stand for. */
const mostBetween = 12;

/** Whether the first plain words are those of a pattern: `s3 rm|rb`, `* delete-*`, `... delete`. */
function compileWords(pattern: string): (plain: readonly string[]) => boolean {
  const wanted = pattern.split(" ").map((word) => (word === "..." ? undefined : compileWord(word)));
  const from = (plain: readonly string[], at: number, index: number): boolean => {
    if (index === wanted.length) return true;
    const fits = wanted[index];
    if (fits !== undefined) return at < plain.length && fits(plain[at] ?? "") && from(plain, at + 1, index + 1);
    for (let later = at; later < plain.length && later < at + mostBetween; later++) if (from(plain, later, index + 1)) return true;
    return false;
  };
  return (plain) => from(plain, 0, 0);
}

type Condition = (call: Invocation) => boolean;

const asked = (words: readonly string[] = []): readonly Condition[] => {
  const patterns = words.map(compileWords);
  return patterns.length === 0 ? [] : [({ plain }) => patterns.some((fits) => fits(plain))];
};
const given = (operands: readonly string[] = []): readonly Condition[] => {
  const fits = compileAny(operands);
  return operands.length === 0 ? [] : [({ plain }) => plain.some(fits)];
};
const told = (flags: readonly string[] = [], known: ReadonlySet<string>): readonly Condition[] => flags.map((flag) => (call) => hasFlag(call, flag, known));
const called = (programs: readonly string[] = []): readonly Condition[] => {
  const fits = compileAny(programs);
  return programs.length === 0 ? [] : [({ name }) => fits(name)];
};

/** Reads a rule: what it speaks of in what is looked at, undefined when it says nothing. `known`: long options that mean themselves. */
export function compileRule(rule: Rule, known: ReadonlySet<string>): (looked: Looked) => string | undefined {
  const { unless = {}, does, deep, exists, targets, severity } = rule;
  const wanted = [...called(rule.programs), ...asked(rule.words), ...told(rule.flags, known), ...given(rule.operands)];
  const unwanted = [...called(unless.programs), ...asked(unless.words), ...told(unless.flags, known), ...given(unless.operands)];
  const pattern = rule.text === undefined ? undefined : new RegExp(rule.text, "i");
  const without = unless.text === undefined ? undefined : new RegExp(unless.text, "i");
  const isMeant = (act: Act) =>
    (does?.includes(act.does) ?? true) &&
    (deep === undefined || act.deep === deep) &&
    (exists === undefined || act.target.exists === exists) &&
    (targets?.includes(act.target.kind) ?? true);

  return ({ call, acts, texts }) => {
    if (!wanted.every((holds) => holds(call)) || unwanted.some((holds) => holds(call))) return undefined;
    const text = pattern && texts.find((each) => pattern.test(each) && !without?.test(each));
    if (pattern !== undefined && text === undefined) return undefined;
    const what = text?.trim().slice(0, 80) ?? call.name;
    if (does === undefined && targets === undefined) return what;
    if (severity === "fine") return acts.length > 0 && acts.every(isMeant) ? what : undefined;
    return acts.find(isMeant)?.target.word;
  };
}
