import type { SendFailure } from "@instar/kernel/contracts";

export type SendPlan =
  | { readonly step: "fail" }
  | { readonly step: "plain" }
  | { readonly step: "reroute" }
  | { readonly step: "wait"; readonly until: number; readonly scope: "address" | "channel"; readonly uncertain: boolean };

const longestPauseMs = 300_000;

/**
 * What the outbox does about a failed send. A service that says when is obeyed exactly; an unknown outcome is tried again with
 * growing pauses, because silence is worse than a repeat: `doubts` counts them, this one not.
 */
export function planSend(failure: SendFailure, doubts: number, now: number): SendPlan {
  const { outcome, next } = failure;
  if (next === "never") return { step: "fail" };
  if (next === "plain" || next === "reroute") return { step: next };
  const afterMs = outcome === "unknown" ? Math.min(longestPauseMs, next.afterMs * 2 ** Math.min(doubts, 10)) : next.afterMs;
  return { step: "wait", until: now + Math.max(0, afterMs), scope: next.scope, uncertain: outcome === "unknown" };
}
