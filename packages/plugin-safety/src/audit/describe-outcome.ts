import type { Outcome } from "@instar/kernel";
import type { RecordAudit } from "./tap-audit.ts";

const ids = ["session", "call", "tool", "job", "run"] as const;

/** A gate's decision as the audit keeps it. `gate.asked`: the owner was asked, and `answer` says what came of it. `rule`: what the guard went by. */
export function describeOutcome(outcome: Outcome, rule?: string): Parameters<RecordAudit> {
  const { gate, allow, by, binds, asked } = outcome;
  const about = Object.fromEntries(ids.flatMap((key) => (outcome[key] === undefined ? [] : [[key, outcome[key]]])));
  const answer = asked ? { answer: allow ? "yes" : "no" } : {};
  return [asked ? "gate.asked" : allow ? "gate.allowed" : "gate.denied", by, { gate, ...about, ...(rule !== undefined && { rule }), ...answer }, binds];
}
