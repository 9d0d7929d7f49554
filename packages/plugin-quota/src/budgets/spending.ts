import type { Message, SessionRef } from "@instar/kernel";
import { concerns, type Subject } from "./budget.ts";
import type { BudgetWords } from "./budget-words.ts";
import type { Budgets } from "./budgets.ts";
import type { Subjects } from "./subjects.ts";

/** Whether something may be spent on; what may not is told why, in a sentence. */
export interface Spending {
  /** No budget is spent, so that nobody has to be asked about. */
  readonly isOpen: boolean;
  refusesMessage(message: Message): Promise<string | undefined>;
  refusesSession(session: SessionRef): Promise<string | undefined>;
  refusesCompletion(): Promise<string | undefined>;
}

export function createSpending(budgets: Budgets, subjects: Subjects, words: BudgetWords): Spending {
  async function refuses(subjectOf: () => Promise<Subject>): Promise<string | undefined> {
    const spent = budgets.spent();
    if (spent.length === 0) return undefined;
    const general = spent.find(({ budget }) => budget.of === undefined);
    if (general) return words.spent(general);
    const subject = await subjectOf();
    const full = spent.find(({ budget }) => concerns(budget, subject));
    return full && words.spent(full);
  }

  return {
    get isOpen() {
      return budgets.spent().length === 0;
    },
    refusesMessage: (message) => refuses(() => subjects.ofMessage(message)),
    refusesSession: (session) => refuses(() => subjects.ofSession(session)),
    refusesCompletion: () => refuses(async () => ({ plugin: "completions" })),
  };
}
