import type { Clock } from "@instar/kernel";
import type { ChatCommand } from "@instar/kernel/contracts";
import type { BudgetWords } from "./budgets/budget-words.ts";
import type { BudgetState, Quota, QuotaState, UsageRow, UsageTotals } from "./contract.ts";
import type { Calendar } from "./ledger/calendar.ts";
import { allowedText, spentText } from "./state-words.ts";
import { countText, moneyText, percentText, shortened } from "./terminal/figure-text.ts";

const mostBudgets = 8;
const mostPeople = 4;
const longestName = 30;

/** `1.50 USD, 120k tokens in, 3.0k out`; the money where there is a price. */
function usedText({ inputTokens, outputTokens, costUsd, entries }: UsageTotals): string {
  if (entries === 0) return "nothing";
  return [...(costUsd === 0 ? [] : [moneyText(costUsd)]), `${countText(inputTokens)} tokens in`, `${countText(outputTokens)} out`].join(", ");
}

const peopleText = (rows: readonly UsageRow[]) =>
  rows
    .map(
      (row) =>
        `${row.key === undefined ? "for nobody" : shortened(row.key, longestName)} ${row.costUsd === 0 ? `${countText(row.inputTokens + row.outputTokens)} tokens` : moneyText(row.costUsd)}`,
    )
    .join(", ");

interface UsedLately {
  readonly today: UsageTotals;
  readonly month: UsageTotals;
  /** Of today, the dearest first. */
  readonly people: readonly UsageRow[];
  readonly state: Pick<QuotaState, "status" | "mayRun" | "stopped" | "budgets" | "limited">;
}

/** In some lines that a phone shows whole. `time` says when something begins anew. */
function describeUsage({ today, month, people, state }: UsedLately, time: (at: number) => string): string {
  const budgetLine = (budget: BudgetState) =>
    `• ${shortened(budget.name, longestName)}: ${percentText(budget.share)}, ${spentText(budget)}, ${budget.per === "5h" ? "room from" : "anew at"} ${time(budget.resetsAt)}`;
  const { budgets, limited } = state;
  return [
    `Today: ${usedText(today)}.`,
    `This month: ${usedText(month)}.`,
    ...(people.length > 1 ? [`Today by person: ${peopleText(people)}.`] : []),
    allowedText(state),
    ...budgets.slice(0, mostBudgets).map(budgetLine),
    ...(budgets.length > mostBudgets ? [`… and ${budgets.length - mostBudgets} more budgets.`] : []),
    ...(limited === undefined ? [] : [`The model's service waits until ${time(limited.until)}: ${shortened(limited.text, 200)}`]),
  ].join("\n");
}

/** `/usage` in any conversation of the owner. */
export const usageCommand = ({
  quota,
  calendar,
  words,
  clock,
}: {
  readonly quota: Pick<Quota, "usage" | "state">;
  readonly calendar: Calendar;
  readonly words: Pick<BudgetWords, "time">;
  readonly clock: Clock;
}): ChatCommand => ({
  name: "usage",
  summary: "Says what today and this month took, and what the budgets leave.",
  access: "owner",
  async run() {
    const today = calendar.dayOf(clock.now());
    const [byPerson, month, state] = await Promise.all([
      quota.usage({ by: "person", since: calendar.startOf(today), limit: mostPeople }),
      quota.usage({ since: calendar.startOf(calendar.monthOf(today)) }),
      quota.state(),
    ]);
    return describeUsage({ today: byPerson.total, month: month.total, people: byPerson.rows, state }, words.time);
  },
});
