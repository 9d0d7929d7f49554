import type { BudgetState } from "../contract.ts";
import type { Calendar } from "../ledger/calendar.ts";
import { rounded } from "../ledger/rounded.ts";
import type { Budget } from "./budget.ts";
import { levelOf } from "./level.ts";

export const fiveHoursMs = 5 * 3_600_000;

export interface Used {
  readonly at: number;
  readonly usd: number;
  readonly tokens: number;
}

/** What has been used of one budget in the time that runs. A clock that is set back, or that ran ahead for a while, does not give anything anew and is no end of counting. */
export interface Meter {
  readonly budget: Budget;
  /** From when on uses count at `now`, epoch ms. */
  since(now: number): number;
  add(used: Used, now: number): void;
  state(now: number): BudgetState;
  /** The earliest time at which less than that share is used and it is not spent, if nothing more is used: `now` when that is so already. */
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

/** A clock that was wrong for a while may have been in a few of them. */
const mostPeriods = 4;

function createPeriodMeter(budget: Budget, per: Exclude<BudgetState["per"], "5h">, calendar: Calendar): Meter {
  let period = { start: 0, end: 0 };
  /** By the start of their period. */
  const sums = new Map<number, { usd: number; tokens: number }>();

  function at(now: number): { readonly start: number; readonly end: number } {
    if (now < period.start || now >= period.end) period = periodAt(per, calendar, now);
    return period;
  }
  /** Of the period and of all that a clock which ran ahead has opened since. */
  function spentAt(now: number): { usd: number; tokens: number } {
    const { start } = at(now);
    let [usd, tokens] = [0, 0];
    for (const [its, sum] of sums) {
      if (its < start) continue;
      usd = rounded(usd + sum.usd);
      tokens += sum.tokens;
    }
    return { usd, tokens };
  }
  const share = (now: number) => {
    const { usd, tokens } = spentAt(now);
    return shareOf(budget, usd, tokens);
  };

  return {
    budget,
    since: (now) => at(now).start,
    add(used, now) {
      const { start, end } = at(now);
      const its = used.at >= start && used.at < end ? start : periodAt(per, calendar, used.at).start;
      const sum = sums.get(its) ?? { usd: 0, tokens: 0 };
      sums.set(its, { usd: rounded(sum.usd + used.usd), tokens: sum.tokens + used.tokens });
      if (sums.size > mostPeriods) sums.delete(Math.min(...sums.keys()));
    },
    state(now) {
      const { end } = at(now);
      const { usd, tokens } = spentAt(now);
      const spent = { usd: Math.max(0, usd), tokens: Math.max(0, tokens) };
      return { name: budget.name, per, spent, limit: limitOf(budget), share: share(now), level: levelOf(share(now)), resetsAt: end };
    },
    below: (wanted, now) => (share(now) < wanted ? now : at(now).end),
  };
}

/** Hours that roll free some cents each minute: who began with those would be interrupted at once. */
const roomAgain = 0.9;

function createRollingMeter(budget: Budget): Meter {
  /** From when all of it was used until a tenth is free again. */
  let isSpent = false;
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
      // The clock ran ahead and was put right: what is used from now on counts.
      if (now < latest - fiveHoursMs) latest = now;
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
      isSpent = share >= (isSpent ? roomAgain : 1);
      const level = isSpent ? 100 : levelOf(share);
      const last = within.at(-1);
      const resetsAt = level > 0 ? below(isSpent ? roomAgain : level / 100, now) : last === undefined ? now : last.at + fiveHoursMs;
      return { name: budget.name, per: "5h", spent: { usd: Math.max(0, usd), tokens: Math.max(0, tokens) }, limit: limitOf(budget), share, level, resetsAt };
    },
    below: (wanted, now) => below(isSpent ? Math.min(wanted, roomAgain) : wanted, now),
  };
}

export const createMeter = (budget: Budget, calendar: Calendar): Meter =>
  budget.per === "5h" ? createRollingMeter(budget) : createPeriodMeter(budget, budget.per, calendar);
