import type { JobPriority } from "@instar/kernel";
import { moneyText, percentText } from "../terminal/figure-text.ts";
import { describeOf } from "./budget.ts";
import type { Full } from "./budgets.ts";
import { mayRunAt } from "./level.ts";

const times = { "5h": "five hours", day: "today", week: "this week", month: "this month" } as const;
const nearMs = 20 * 3_600_000;

const tokensText = (tokens: number) => `${tokens.toLocaleString("en-US")} tokens`;

/** What is said of budgets, in the zone of their days. */
export interface BudgetWords {
  /** `The budget of today (5.00 USD)`. */
  name(full: Full): string;
  /** `00:00`, with the day when that is not the coming one. */
  time(at: number): string;
  /** Why nothing begins any more, and until when. */
  spent(full: Full): string;
  /** Why a job of this priority does not begin; `until` is when it may again. */
  denied(full: Full, priority: JobPriority, until: number): string;
}

/** The side of the budget that is fuller. */
function limitText({ budget, state }: Full): string {
  const ofMoney = budget.usd === undefined ? -1 : state.spent.usd / budget.usd;
  const ofTokens = budget.tokens === undefined ? -1 : state.spent.tokens / budget.tokens;
  return ofMoney >= ofTokens ? moneyText(budget.usd ?? 0) : tokensText(budget.tokens ?? 0);
}

export function createBudgetWords(now: () => number, timezone?: string): BudgetWords {
  const zone = timezone === undefined ? {} : { timeZone: timezone };
  const near = new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const far = new Intl.DateTimeFormat("en-GB", { ...zone, weekday: "long", day: "numeric", month: "long" });
  const time = (at: number) => (at - now() <= nearMs ? near.format(at) : `${near.format(at)} on ${far.format(at)}`);

  function name(full: Full): string {
    const { name: called, per, of } = full.budget;
    const what = describeOf(of);
    const isPlain = called.startsWith(per);
    return `The budget ${isPlain ? "" : `"${called}" `}of ${times[per]}${what === "" ? "" : ` for ${what}`} (${limitText(full)})`;
  }
  const anew = ({ budget, state }: Full) =>
    budget.per === "5h" ? `there is room again at ${time(state.resetsAt)}` : `it begins anew at ${time(state.resetsAt)}`;

  return {
    name,
    time,
    spent: (full) => `${name(full)} is used up; ${anew(full)}.`,
    denied(full, priority, until) {
      const may = mayRunAt(full.state.level);
      const others = may.length === 0 ? "no job begins now" : `only ${may.join(" and ")} ones begin now`;
      return `${name(full)} is ${percentText(full.state.share)} used: jobs of priority ${priority} begin again at ${time(until)}, ${others}.`;
    },
  };
}
