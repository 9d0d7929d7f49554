import { compileAny, compileRule, type Looked } from "./compile-rule.ts";
import type { Severity } from "./contract.ts";
import type { Rule } from "./rule.ts";
import { standardRules } from "./rules/index.ts";

/** Counts up when a standard rule changes what it says of a command. */
export const rulesVersion = 1;

/** What a rule said. */
export interface Finding {
  readonly severity: Severity;
  readonly rule: string;
  readonly reason: string;
  readonly instead: string;
}

/** Rules, ready to be asked. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  /**
   * The worst that any rule says: catastrophic, else `fine` where somebody's own rule says so, else risky. Among equals the first. What a rule says that
   * `isSpared` names does not count.
   */
  judge(looked: Looked, isSpared?: (rule: string) => boolean): Finding | undefined;
  /** Whether any rule about secrets that are told (`tokens.…`) may speak of a program of that name. */
  mayTell(name: string): boolean;
  /** A rule by its id, with what was found put into its reason. */
  finding(id: string, what: string): Finding;
  /** What a rule says to do instead; null when there is no such rule. */
  insteadOf(id: string): string | null;
}

interface Prepared {
  readonly rule: Rule;
  readonly match: (looked: Looked) => string | undefined;
}

const say = ({ id, severity, reason, instead }: Rule, what: string): Finding => ({ severity, rule: id, reason: reason.replaceAll("{what}", what), instead });

/** Reads rules once, to be asked many times. Somebody's own rules come after the standard ones; one of the same id takes its place, unless that is catastrophic. */
export function createRuleBook(own: readonly Rule[] = []): RuleBook {
  const kept = standardRules.filter((rule) => rule.severity === "catastrophic" || !own.some(({ id }) => id === rule.id));
  const rules = [...kept, ...own.filter((rule) => !kept.some(({ id }) => id === rule.id))];
  const flagsOf = (rule: Rule) => [...(rule.flags ?? []), ...(rule.unless?.flags ?? [])].flatMap((flag) => flag.split("|"));
  const known = new Set(rules.flatMap(flagsOf).filter((flag) => flag.startsWith("--")));
  const prepared = rules.map((rule): Prepared => ({ rule, match: compileRule(rule, known) }));
  const everywhere: Prepared[] = [];
  const byProgram = new Map<string, Prepared[]>();
  for (const entry of prepared) {
    const { programs } = entry.rule;
    if (programs === undefined || programs.some((name) => name.includes("*"))) everywhere.push(entry);
    else for (const name of new Set(programs)) byProgram.set(name, [...(byProgram.get(name) ?? []), entry]);
  }

  // Most programs do nothing to anything: for those the rules about what is done are left out.
  const idle = everywhere.filter(({ rule }) => rule.does === undefined && rule.targets === undefined);
  const telling = rules.filter(({ id }) => id.startsWith("tokens."));
  const mayTell = telling.some(({ programs }) => programs === undefined) ? () => true : compileAny(telling.flatMap(({ programs = [] }) => programs));

  return {
    rules,
    mayTell,
    judge(looked, isSpared) {
      let risky: Finding | undefined;
      let fine: Finding | undefined;
      const candidates = byProgram.get(looked.call.name);
      for (const list of [looked.acts.length === 0 ? idle : everywhere, candidates ?? []]) {
        for (const { rule, match } of list) {
          if ((rule.severity === "risky" && risky !== undefined) || (rule.severity === "fine" && fine !== undefined)) continue;
          const what = match(looked);
          if (what === undefined || isSpared?.(rule.id) === true) continue;
          if (rule.severity === "catastrophic") return say(rule, what);
          if (rule.severity === "risky") risky = say(rule, what);
          else fine = say(rule, what);
        }
      }
      return fine ?? risky;
    },
    finding(id, what) {
      const rule = rules.find((entry) => entry.id === id);
      if (rule === undefined) throw new Error(`There is no rule ${id}.`);
      return say(rule, what);
    },
    insteadOf: (id) => rules.find((entry) => entry.id === id)?.instead ?? null,
  };
}

/** The standard rules, ready. */
export const standardBook: RuleBook = createRuleBook();
