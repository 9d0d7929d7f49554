import type { HealthCheck } from "@instar/kernel/contracts";
import type { BudgetWords } from "./budgets/budget-words.ts";
import { type Budgets, fuller } from "./budgets/budgets.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { percentText } from "./terminal/figure-text.ts";

/** Whether what is used is on record, and what the budgets leave. */
export function quotaHealth({ ledger, budgets, words }: { readonly ledger: Ledger; readonly budgets: Budgets; readonly words: BudgetWords }): HealthCheck {
  return {
    id: "quota",
    async run() {
      if (ledger.failure !== undefined)
        return {
          status: "fail",
          summary: `What was used could not be saved (${ledger.failure.message}); ${ledger.waiting.length} entries wait.`,
          why: "It counts against the budgets all the same, but a crash would book it without saying for whom.",
          hint: "`instar doctor` looks at the store; make room on the disk.",
        };
      await budgets.load();
      const all = [...budgets.all()].sort(fuller);
      const [fullest] = all;
      if (fullest === undefined) return { status: "ok", summary: "Everything is counted, and no budget is configured." };
      const percent = percentText(fullest.state.share);
      if (fullest.state.level === 100)
        return {
          status: "warn",
          summary: words.spent(fullest),
          why: "What it pays for is stopped until then.",
          hint: "`instar usage` shows what it went to. Raise it in quota({ budgets }) of instar.config.ts and run `instar reload` to go on at once.",
        };
      if (fullest.state.level >= 85)
        return {
          status: "warn",
          summary: `${words.name(fullest)} is ${percent} used.`,
          why: "Most jobs wait until it begins anew.",
          hint: "`instar usage` shows what it went to.",
        };
      return { status: "ok", summary: `The fullest of ${all.length} budgets, "${fullest.budget.name}", is ${percent} used.` };
    },
  };
}
