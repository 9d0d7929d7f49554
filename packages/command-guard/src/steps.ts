import type { Step } from "./contract.ts";
import type { Finding } from "./rule-book.ts";
import type { Scene } from "./scene.ts";
import { shown } from "./targets/target.ts";

const mostShown = 200;

/** As a person would read it, at most 200 characters. */
export const brief = (text: string): string => {
  const plain = shown(text.slice(0, 2 * mostShown));
  return plain.length > mostShown ? `${plain.slice(0, mostShown - 1)}…` : plain;
};

/** A step for something that is not a command of its own. */
export function found(scene: Scene, rule: string, what: string, looked: string, via: string | undefined): Step {
  return stepOf(looked, via, scene.book.finding(rule, brief(what)), []);
}

export function stepOf(looked: string, via: string | undefined, finding: Finding | undefined, inside: readonly Step[]): Step {
  return {
    looked: brief(looked),
    ...(via === undefined ? {} : { via }),
    severity: finding?.severity ?? "fine",
    ...(finding === undefined ? {} : { rule: finding.rule, reason: shown(finding.reason) }),
    inside,
  };
}

/** A text that was looked at and is nothing to worry about. */
export const textStep = (looked: string, via: string | undefined): Step => stepOf(looked, via, undefined, []);
