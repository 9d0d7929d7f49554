import type { BudgetState, QuotaState } from "../contract.ts";
import { allowedText, spentText } from "../state-words.ts";
import { gauge } from "./bar.ts";
import { moneyText, percentText, shortened } from "./figure-text.ts";

const nearMs = 20 * 3_600_000;
const barWidth = 16;
const mostName = 20;

/** `00:00`, or the day when it is not the coming one; as this machine's clocks have it. */
function whenText(at: number, now: number): string {
  const text = new Date(at).toLocaleString("sv-SE");
  return at - now <= nearMs ? text.slice(11, 16) : text.slice(0, 10);
}

function drawBudgets(budgets: readonly BudgetState[], now: number): readonly string[] {
  const name = Math.min(mostName, Math.max(...budgets.map((budget) => budget.name.length)));
  const spent = Math.max(...budgets.map((budget) => spentText(budget).length));
  return budgets.map((budget) => {
    const again = `${budget.per === "5h" ? "room from" : "anew"} ${whenText(budget.resetsAt, now)}`;
    const figures = `${percentText(budget.share).padStart(6)}  ${spentText(budget).padEnd(spent)}`;
    return `  ${shortened(budget.name, name).padEnd(name)}  ${gauge(budget.share, barWidth)}${figures}  ${again}`;
  });
}

/** Budgets with how full they are and when they begin anew, what may run, and how fast it burns. */
export function drawState(state: QuotaState, now: number): readonly string[] {
  const { budgets, burn, limited, mayRun } = state;
  return [
    allowedText(state),
    ...(budgets.length === 0 ? ['  Set one in instar.config.ts: quota({ budgets: [{ per: "day", usd: 5 }] })'] : drawBudgets(budgets, now)),
    ...(budgets.length > 0 && mayRun.length < 4 ? ["  To go on at once, raise a budget in instar.config.ts and run `instar reload`."] : []),
    ...(limited === undefined ? [] : [`The model's service waits until ${whenText(limited.until, now)}: ${limited.text}`]),
    `The last hour took ${moneyText(burn.lastHourUsd)}${burn.usualUsd === 0 ? "" : `; an hour of work usually takes ${moneyText(burn.usualUsd)}`}.`,
  ];
}
