import { globFits, wildcard } from "@instar/shell-words";
import type { Deed } from "./deeds/deed.ts";
import { hasOneOf, type Invocation } from "./invocation.ts";
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
  if (patterns.includes("*")) return () => true;
  const plain = new Set(patterns.filter((pattern) => !pattern.includes("*")));
  const globs = patterns.filter((pattern) => pattern.includes("*")).map(compileGlob);
  const [only, ...others] = plain;
  if (globs.length === 0) return only !== undefined && others.length === 0 ? (word) => word === only : (word) => plain.has(word);
  return (word) => plain.has(word) || globs.some((fits) => fits(word));
}

function compileGlob(pattern: string): Fits {
  const glob = pattern.replaceAll("*", wildcard.many);
  // Of most words the first letter tells.
  const begins = /^\w/.test(pattern) ? pattern.slice(0, 1).toLowerCase() : "";
  return (word) => (begins === "" || word.slice(0, 1).toLowerCase() === begins) && globFits(glob, word);
}

/** Whether a word is one of a list of alternatives. */
export const compileAny = (list: readonly string[]): Fits => compileWord(list.join("|"));

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
const told = (flags: readonly string[] = [], known: ReadonlySet<string>): readonly Condition[] =>
  flags.map((flag) => {
    const names = flag.split("|");
    return (call) => hasOneOf(call, names, known);
  });
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

  const isOfActs = does !== undefined || targets !== undefined;
  return ({ call, acts, texts }) => {
    if ((isOfActs && acts.length === 0) || (pattern !== undefined && texts.length === 0)) return undefined;
    if (!wanted.every((holds) => holds(call)) || unwanted.some((holds) => holds(call))) return undefined;
    const text = pattern && texts.find((each) => pattern.test(each) && !without?.test(each));
    if (pattern !== undefined && text === undefined) return undefined;
    const what = text?.trim().slice(0, 80) ?? call.name;
    if (!isOfActs) return what;
    if (severity === "fine") return acts.every(isMeant) ? what : undefined;
    return acts.find(isMeant)?.target.word;
  };
}
