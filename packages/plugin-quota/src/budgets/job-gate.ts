import { deny, type JobRun, type Objection } from "@instar/kernel";
import type { BudgetWords } from "./budget-words.ts";
import type { Budgets } from "./budgets.ts";
import { endsAt } from "./level.ts";

/** Says no to a run that its budget leaves nothing for: the less important, the sooner. What needs no model costs nothing. */
export function judgeJob({ job, priority = "normal", uses, change }: JobRun, budgets: Budgets, words: BudgetWords): Objection | undefined {
  if (change !== undefined || uses === "process" || uses === "code") return undefined;
  const full = budgets.fullest({ job, plugin: "scheduler", purpose: "job" });
  if (full === undefined || full.state.level < endsAt[priority]) return undefined;
  const until = budgets.below(full.budget.name, endsAt[priority] / 100);
  return deny(words.denied(full, priority, until), "Its next time comes all the same. `instar usage` shows what the budget went to.");
}
