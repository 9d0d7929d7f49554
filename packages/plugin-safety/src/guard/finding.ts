import type { Severity } from "@instar/command-guard";

/** What speaks against something that the agent wants to do. */
export interface Finding {
  readonly severity: Exclude<Severity, "fine">;
  /** The id of the rule. */
  readonly rule: string;
  /** A sentence to the agent, and to the owner who is asked. */
  readonly reason: string;
  /** The safer way. */
  readonly instead?: string;
  /** The owner wishes to be asked each time, whatever the level. */
  readonly always?: true;
}

const weight = (finding: Finding | undefined): number => (finding === undefined ? 0 : finding.severity === "risky" ? 1 : 2);

/** The worst; among equals the first. */
export const worstOf = (findings: Iterable<Finding | undefined>): Finding | undefined => {
  let worst: Finding | undefined;
  for (const finding of findings) if (weight(finding) > weight(worst)) worst = finding;
  return worst;
};
