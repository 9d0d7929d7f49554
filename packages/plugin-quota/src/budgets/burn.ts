import type { Clock, Logger } from "@instar/kernel";
import type { Notices, Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { QuotaState } from "../contract.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { rounded } from "../ledger/rounded.ts";
import type { StoredEntry } from "../ledger/stored-entry.ts";
import { moneyText } from "../terminal/figure-text.ts";
import type { Budget } from "./budget.ts";

const hourMs = 3_600_000;
const usualHours = 7 * 24;
/** So many hours with use are needed before anything is called unusual. */
const leastHours = 24;
const times = 3;
const shareOfDay = 0.1;
const leastUsd = 1;

export const hourShape: Versioned<number> = { version: 1, schema: z.number() };
export const alertShape: Versioned<number> = { version: 1, schema: z.number() };

export interface BurnFigures {
  readonly lastHourUsd: number;
  /** Of the hours in which anything was used. */
  readonly hours: readonly number[];
  readonly smallestDailyUsd: number | undefined;
}

export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Whether the last hour is worth a word: more than thrice the usual one, and enough to matter. */
export function isBurning({ lastHourUsd, hours, smallestDailyUsd }: BurnFigures): boolean {
  if (hours.length < leastHours) return false;
  const matters = smallestDailyUsd === undefined ? leastUsd : smallestDailyUsd * shareOfDay;
  return lastHourUsd > times * median(hours) && lastHourUsd > matters;
}

/** How fast money goes. */
export interface Burn {
  load(): Promise<void>;
  figures(): QuotaState["burn"];
  /** Tells the owner when it goes unusually fast, at most once an hour for each cause. */
  look(): Promise<void>;
}

export function createBurn(parts: {
  readonly ledger: Ledger;
  readonly store: Store;
  readonly hours: Records<number>;
  readonly alerts: Records<number>;
  readonly notices: Notices | undefined;
  readonly budgets: readonly Budget[];
  readonly clock: Clock;
  readonly log: Logger;
}): Burn {
  const { ledger, store, hours: records, alerts, notices, budgets, clock, log } = parts;
  /** By hour since 1970. */
  const hours = new Map<number, number>();
  const unsaved = new Set<number>();
  let recent: { readonly at: number; readonly usd: number; readonly cause: string }[] = [];
  let loaded: Promise<void> | undefined;
  let isLoaded = false;
  const daily = budgets.flatMap(({ per, usd, of }) => (per === "day" && usd !== undefined && of === undefined ? [usd] : []));
  const smallestDailyUsd = daily.length === 0 ? undefined : Math.min(...daily);
  const hourOf = (at: number) => Math.floor(at / hourMs);
  const keyOf = (hour: number) => String(hour).padStart(9, "0");

  function count({ at, costUsd, cause, unbudgeted }: StoredEntry): void {
    if (unbudgeted || costUsd === 0) return;
    const hour = hourOf(at);
    if (hour > hourOf(clock.now()) - usualHours) {
      hours.set(hour, rounded((hours.get(hour) ?? 0) + costUsd));
      unsaved.add(hour);
    }
    if (at > clock.now() - hourMs) recent.push({ at, usd: costUsd, cause });
  }

  /** Hours as they were saved; the last saved one, and all later, anew from the entries. From nothing: what could not be read to its end is read again. */
  async function read(): Promise<void> {
    hours.clear();
    recent = [];
    const now = clock.now();
    const saved = new Map<number, number>();
    for await (const [key, usd] of records.entries()) saved.set(Number(key), usd);
    const from = Math.max(Math.min(Math.max(0, ...saved.keys()), hourOf(now) - 1), hourOf(now) - usualHours + 1);
    for (const [hour, usd] of saved) if (hour < from) hours.set(hour, usd);
    for await (const entry of ledger.stored(from * hourMs, now)) count(entry);
    for (const entry of ledger.waiting) count(entry);
    isLoaded = true;
  }

  function forgetOld(now: number): void {
    recent = recent.filter(({ at }) => at > now - hourMs);
    for (const hour of hours.keys()) if (hour <= hourOf(now) - usualHours) hours.delete(hour);
  }

  async function save(): Promise<void> {
    const changed = [...unsaved].flatMap((hour) => (hours.has(hour) ? [hour] : []));
    unsaved.clear();
    if (changed.length === 0) return;
    await store.commit(changed.map((hour) => records.put(keyOf(hour), hours.get(hour) ?? 0, { ttlMs: (usualHours + 24) * hourMs })));
  }

  function lastHour(now: number): number {
    forgetOld(now);
    return Math.max(0, rounded(recent.reduce((sum, { usd }) => sum + usd, 0)));
  }
  const usedHours = (now: number) => [...hours].flatMap(([hour, usd]) => (hour < hourOf(now) && usd > 0 ? [usd] : []));

  ledger.listen((entry) => {
    if (isLoaded) count(entry);
  });

  return {
    load() {
      loaded ??= ledger.quietly(read).catch((error: unknown) => {
        loaded = undefined;
        throw error;
      });
      return loaded;
    },
    figures() {
      const now = clock.now();
      return { lastHourUsd: lastHour(now), usualUsd: rounded(median(usedHours(now))) };
    },
    async look() {
      const now = clock.now();
      const lastHourUsd = lastHour(now);
      const used = usedHours(now);
      await save();
      if (!isBurning({ lastHourUsd, hours: used, smallestDailyUsd })) return;
      const causes = new Map<string, number>();
      for (const { cause, usd } of recent) causes.set(cause, (causes.get(cause) ?? 0) + usd);
      const [most] = [...causes].sort(([, one], [, other]) => other - one);
      if (most === undefined) return;
      const [cause, usd] = most;
      const key = cause.slice(0, 500);
      const last = (await alerts.get(key))?.value;
      if (last !== undefined && last > now - hourMs) return;
      const text = `${moneyText(lastHourUsd)} in the last hour; ${moneyText(median(used))} is usual. Most of it (${moneyText(usd)}) went to: ${cause}. \`instar usage --by cause\` shows more.`;
      if (notices) await notices.notify({ key: `quota:burn:${key}`, level: "attention", title: "Money goes unusually fast", text });
      else log.warn("Money goes unusually fast.", { cause, usd: lastHourUsd });
      await store.commit([alerts.put(key, now, { ttlMs: hourMs })]);
    },
  };
}
