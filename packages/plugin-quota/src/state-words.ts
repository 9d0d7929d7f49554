import type { BudgetState, QuotaState } from "./contract.ts";
import { countText } from "./terminal/figure-text.ts";

/** `5.60 of 10.00 USD`: the side that is fuller. */
export function spentText({ spent, limit }: Pick<BudgetState, "spent" | "limit">): string {
  const ofMoney = limit.usd === undefined ? -1 : spent.usd / limit.usd;
  const ofTokens = limit.tokens === undefined ? -1 : spent.tokens / limit.tokens;
  if (ofMoney >= ofTokens) return `${spent.usd.toFixed(2)} of ${(limit.usd ?? 0).toFixed(2)} USD`;
  return `${countText(spent.tokens)} of ${countText(limit.tokens ?? 0)} tokens`;
}

const words = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** What may begin now. */
export function allowedText({ status, mayRun, stopped }: Pick<QuotaState, "status" | "mayRun" | "stopped">): string {
  if (stopped) return "STOPPED: nothing that uses a model begins until the full budget begins anew.";
  if (status === "open") return "No budget is configured: everything is counted, and nothing is denied.";
  if (mayRun.length === 4) return `Budgets are ${status}: everything may begin.`;
  if (mayRun.length === 0) return `Budgets are ${status}: people are answered, and no job begins.`;
  return `Budgets are ${status}: of the jobs, only ${words.format(mayRun)} ones begin.`;
}
