import type { QuotaState } from "../contract.ts";
import type { Full } from "./budgets.ts";
import { levelOf, mayRunAt, statusAt } from "./level.ts";
import type { Limited } from "./model-limit.ts";

/** What is open to all is said by the budgets that concern everything; those of some are listed beside. */
export function describeState(all: readonly Full[], limited: Limited | undefined, burn: QuotaState["burn"]): QuotaState {
  const general = all.filter(({ budget }) => budget.of === undefined).map(({ state }) => state.level);
  const level = levelOf(Math.max(0, ...general) / 100);
  return {
    status: all.length === 0 ? "open" : statusAt(level),
    level,
    budgets: all.map(({ state }) => state),
    mayRun: mayRunAt(level),
    stopped: level === 100,
    ...(limited === undefined ? {} : { limited }),
    burn,
  };
}
