import type { BudgetState } from "../contract.ts";
import type { Calendar } from "../ledger/calendar.ts";
import type { Budget } from "./budget.ts";
import { levelOf } from "./level.ts";

export const fiveHoursMs = 5 * 3_600_000;

/** Sums of money that were added up one by one differ in what nobody counts. */
const rounded = (figure: number) => Math.round(figure * 1e9) / 1e9;

export interface Used {
  readonly at: number;
  readonly usd: number;
  readonly tokens: number;
}

/** What has been used of one budget in the time that runs. Time never goes back in it: a clock that is set back does not give anything anew. */
export interface Meter {
  readonly budget: Budget;
  /** From when on uses count at `now`, epoch ms. */
  since(now: number): number;
  add(used: Used, now: number): void;
  state(now: number): BudgetState;
  /** The earliest time at which less than that share is used, if nothing more is: `now` when that is so already. */
  below(share: number, now: number): number;
}

function shareOf({ usd, tokens }: Budget, spentUsd: number, spentTokens: number): number {
  const ofMoney = usd === undefined ? 0 : spentUsd / usd;
  const ofTokens = tokens === undefined ? 0 : spentTokens / tokens;
  return rounded(Math.max(0, ofMoney, ofTokens));
}

const limitOf = ({ usd, tokens }: Budget) => ({ ...(usd === undefined ? {} : { usd }), ...(tokens === undefined ? {} : { tokens }) });

/** A day, a week from Monday on, or a month, in the calendar's zone. */
export function periodAt(per: Exclude<BudgetState["per"], "5h">, calendar: Calendar, now: number): { readonly start: number; readonly end: number } {
  const day = calendar.dayOf(now);
  if (per === "day") return { start: calendar.startOf(day), end: calendar.startOf(calendar.shift(day, 1)) };
  if (per === "month") return { start: calendar.startOf(calendar.monthOf(day)), end: calendar.startOf(calendar.nextMonthOf(day)) };
  const monday = calendar.weekOf(day);
  return { start: calendar.startOf(monday), end: calendar.startOf(calendar.shift(monday, 7)) };
}

function createPeriodMeter(budget: Budget, per: Exclude<BudgetState["per"], "5h">, calendar: Calendar): Meter {
  let period = { start: 0, end: 0 };
  let usd = 0;
  let tokens = 0;

  function roll(now: number): void {
    if (now < period.end) return;
    period = periodAt(per, calendar, now);
    usd = 0;
    tokens = 0;
  }
  const share = () => shareOf(budget, usd, tokens);

  return {
    budget,
    since(now) {
      roll(now);
      return period.start;
    },
    add(used, now) {
      roll(Math.max(now, used.at));
      if (used.at < period.start) return;
      usd = rounded(usd + used.usd);
      tokens += used.tokens;
    },
    state(now) {
      roll(now);
      const spent = { usd: Math.max(0, usd), tokens: Math.max(0, tokens) };
      return { name: budget.name, per, spent, limit: limitOf(budget), share: share(), level: levelOf(share()), resetsAt: period.end };
    },
    below(wanted, now) {
      roll(now);
      return share() < wanted ? now : period.end;
    },
  };
}

function createRollingMeter(budget: Budget): Meter {
  let within: Used[] = [];
  let usd = 0;
  let tokens = 0;
  let latest = 0;

  const count = (used: Used, sign: 1 | -1) => {
    usd = rounded(usd + sign * used.usd);
    tokens += sign * used.tokens;
  };
  function drop(now: number): void {
    latest = Math.max(latest, now);
    let old = 0;
    for (let used = within[0]; used !== undefined && used.at <= latest - fiveHoursMs; used = within[old]) {
      count(used, -1);
      old += 1;
    }
    if (old > 0) within = within.slice(old);
  }
  function below(wanted: number, now: number): number {
    drop(now);
    let left = { usd, tokens };
    if (shareOf(budget, left.usd, left.tokens) < wanted) return now;
    for (const used of within) {
      left = { usd: left.usd - used.usd, tokens: left.tokens - used.tokens };
      if (shareOf(budget, left.usd, left.tokens) < wanted) return used.at + fiveHoursMs;
    }
    return now + fiveHoursMs;
  }

  return {
    budget,
    since: (now) => now - fiveHoursMs + 1,
    add(used, now) {
      drop(now);
      if (used.at <= latest - fiveHoursMs) return;
      count(used, 1);
      const last = within.at(-1);
      if (last === undefined || last.at <= used.at) within.push(used);
      else within.splice(within.findLastIndex(({ at }) => at <= used.at) + 1, 0, used);
    },
    state(now) {
      drop(now);
      const share = shareOf(budget, usd, tokens);
      const level = levelOf(share);
      const last = within.at(-1);
      const resetsAt = level > 0 ? below(level / 100, now) : last === undefined ? now : last.at + fiveHoursMs;
      return { name: budget.name, per: "5h", spent: { usd: Math.max(0, usd), tokens: Math.max(0, tokens) }, limit: limitOf(budget), share, level, resetsAt };
    },
    below,
  };
}

export const createMeter = (budget: Budget, calendar: Calendar): Meter =>
  budget.per === "5h" ? createRollingMeter(budget) : createPeriodMeter(budget, budget.per, calendar);
