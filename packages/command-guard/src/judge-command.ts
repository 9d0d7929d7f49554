import type { Judgement, Severity, Step, Surroundings, Verdict } from "./contract.ts";
import { judgeLine } from "./judge/judge-line.ts";
import { type RuleBook, standardBook } from "./rule-book.ts";
import { openScene } from "./scene.ts";
import { found } from "./steps.ts";

const verdicts: Readonly<Record<Severity, Verdict>> = { catastrophic: "deny", risky: "ask", fine: "allow" };
const rank: Readonly<Record<Severity, number>> = { fine: 0, risky: 1, catastrophic: 2 };

/**
 * Judges a line of shell before it runs, by reading it: everything that it would run, however it is wrapped, and what each of those would do to which
 * files. Never throws and runs nothing. A seat belt: what a program does that is allowed to start is not seen here.
 */
export function judgeCommand(text: string, surroundings: Surroundings, rules: RuleBook = standardBook): Judgement {
  const scene = openScene(surroundings, rules);
  const read = judgeLine(text, scene, undefined);
  const { cut } = scene.spent;
  const steps = cut === undefined ? read : [...read, found(scene, "unreadable", `it has more ${cut} than are looked at`, text, undefined)];
  const worst = worstOf(steps);
  const severity = worst?.severity ?? "fine";
  if (worst?.rule === undefined || severity === "fine") return { verdict: "allow", severity: "fine", rule: null, reason: null, instead: null, steps };
  return { verdict: verdicts[severity], severity, rule: worst.rule, reason: worst.reason ?? null, instead: rules.insteadOf(worst.rule), steps };
}

function worstOf(steps: readonly Step[]): Step | undefined {
  let worst: Step | undefined;
  for (const step of steps) {
    for (const candidate of [step, worstOf(step.inside)])
      if (candidate !== undefined && (worst === undefined || rank[candidate.severity] > rank[worst.severity])) worst = candidate;
  }
  return worst;
}
