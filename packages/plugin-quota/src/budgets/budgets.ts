import type { Clock } from "@instar/kernel";
import type { BudgetState } from "../contract.ts";
import type { Calendar } from "../ledger/calendar.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { StoredEntry } from "../ledger/stored-entry.ts";
import { type Budget, concerns, type Subject } from "./budget.ts";
import { createMeter, fiveHoursMs, type Meter } from "./meter.ts";

/** A budget and how full it is. */
export interface Full {
  readonly budget: Budget;
  readonly state: BudgetState;
}

/** How full the budgets are, in memory: asking costs nothing. */
export interface Budgets {
  /** Reads what was used in the time that runs. Once; later calls wait for the first. */
  load(): Promise<void>;
  all(): readonly Full[];
  /** The fullest of those that concern the subject; of equals the one that begins anew last. What is used up is so until there is room again. */
  fullest(subject: Subject): Full | undefined;
  /** Those of which nothing is left. Empty at once while none is. */
  spent(): readonly Full[];
  /** When less than that share of the budget will be used. */
  below(name: string, share: number): number;
  /** The earliest time at which something that is spent begins anew. */
  nextReset(): number | undefined;
  /** Called when the level of one may have changed. */
  changed(listener: () => void): void;
}

const usedBy = ({ at, costUsd, inputTokens, outputTokens }: StoredEntry) => ({ at, usd: costUsd, tokens: inputTokens + outputTokens });

/** The fuller one first. */
export const fuller = (one: Full, other: Full): number =>
  other.state.level - one.state.level || other.state.share - one.state.share || other.state.resetsAt - one.state.resetsAt;

export function createBudgets({
  budgets,
  ledger,
  calendar,
  clock,
}: {
  readonly budgets: readonly Budget[];
  readonly ledger: Ledger;
  readonly calendar: Calendar;
  readonly clock: Clock;
}): Budgets {
  const empty = () => budgets.map((budget) => createMeter(budget, calendar));
  let meters = empty();
  const listeners: (() => void)[] = [];
  let loaded = false;
  let loading: Promise<void> | undefined;
  /** Whether any was spent when it was last looked; a time that passes can only lift that. */
  let anySpent = false;

  const full = (meter: Meter): Full => ({ budget: meter.budget, state: meter.state(clock.now()) });
  const all = () => meters.map(full);

  function count(entry: StoredEntry, only: (meter: Meter) => boolean = () => true): boolean {
    if (entry.unbudgeted) return false;
    let isOther = false;
    const now = clock.now();
    for (const meter of meters) {
      if (!only(meter) || !concerns(meter.budget, entry)) continue;
      const before = meter.state(now).level;
      meter.add(usedBy(entry), now);
      const { level } = meter.state(now);
      isOther ||= level !== before;
      anySpent ||= level === 100;
    }
    return isOther;
  }

  /** From nothing: what could not be read to its end is read again. */
  async function read(): Promise<void> {
    meters = empty();
    const now = clock.now();
    const isRolling = ({ budget }: Meter) => budget.per === "5h";
    const earliest = Math.min(...meters.filter((meter) => !isRolling(meter)).map((meter) => meter.since(now)));
    if (Number.isFinite(earliest)) {
      // What was used while the clock ran ahead is in a day that is to come.
      const latest = calendar.shift(calendar.dayOf(now), 1);
      for (let day = calendar.dayOf(earliest); day <= latest; day = calendar.shift(day, 1)) {
        const at = calendar.startOf(day);
        for (const cell of await ledger.day(day)) count({ id: "", at, ...cell }, (meter) => !isRolling(meter));
      }
    }
    if (meters.some(isRolling)) {
      const recent: StoredEntry[] = [];
      for await (const entry of ledger.stored(now - fiveHoursMs, now + fiveHoursMs)) recent.push(entry);
      for (const entry of recent.reverse()) count(entry, isRolling);
    }
    for (const entry of ledger.waiting) count(entry);
    loaded = true;
  }

  ledger.listen((entry) => {
    if (loaded && count(entry)) for (const listener of listeners) listener();
  });

  return {
    load() {
      loading ??= ledger.quietly(read).catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    all,
    fullest: (subject) =>
      meters
        .filter(({ budget }) => concerns(budget, subject))
        .map(full)
        .sort(fuller)[0],
    spent() {
      if (!anySpent) return [];
      const spent = all().filter(({ state }) => state.level === 100);
      anySpent = spent.length > 0;
      return spent;
    },
    below(name, share) {
      const now = clock.now();
      return meters.find(({ budget }) => budget.name === name)?.below(share, now) ?? now;
    },
    nextReset() {
      const times = all()
        .filter(({ state }) => state.level === 100)
        .map(({ state }) => state.resetsAt);
      return times.length === 0 ? undefined : Math.min(...times);
    },
    changed: (listener) => void listeners.push(listener),
  };
}
