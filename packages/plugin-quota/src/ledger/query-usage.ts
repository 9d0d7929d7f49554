import { type Quota, type UsageDimension, type UsageEntry, type UsageQuery, type UsageRow, type UsageTotals, usageDimensions } from "../contract.ts";
import { QuotaError } from "../errors.ts";
import type { Calendar } from "./calendar.ts";
import { nothingUsed, plus } from "./cells.ts";
import { cellsKeptMs } from "./day-sums.ts";
import type { Ledger } from "./ledger.ts";
import type { StoredEntry } from "./stored-entry.ts";

const defaultDays = 30;
const defaultLimit = 50;

type Where = NonNullable<UsageQuery["where"]>;

interface Asked {
  readonly by: UsageDimension;
  readonly since: number;
  readonly until: number;
  readonly where: Where;
  readonly limit: number;
}

function check(query: UsageQuery, calendar: Calendar, now: number): Asked {
  const { by = "day", where = {}, limit = defaultLimit, until = Number.MAX_SAFE_INTEGER } = query;
  const since = query.since ?? calendar.startOf(calendar.shift(calendar.dayOf(now), 1 - defaultDays));
  if (!usageDimensions.includes(by)) throw QuotaError.BAD_QUERY(`it is counted by ${usageDimensions.join(", ")}`, by);
  for (const dimension of Object.keys(where))
    if (dimension === "day" || !usageDimensions.includes(dimension as UsageDimension))
      throw QuotaError.BAD_QUERY(`what it is about is one of ${usageDimensions.slice(1).join(", ")}`, dimension);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1_000)) throw QuotaError.BAD_QUERY("a limit is 1 to 1,000", limit);
  for (const time of [since, until]) if (!Number.isFinite(time)) throw QuotaError.BAD_QUERY("times are milliseconds since 1970", time);
  return { by, since: Math.max(since, now - cellsKeptMs), until, where, limit };
}

/** Whether something that was used is what was asked for. */
const fitsWhere = (used: Partial<UsageEntry>, where: Where): boolean =>
  Object.entries(where).every(([dimension, value]) => value === undefined || used[dimension as keyof UsageEntry] === value);

const laterOf = (one: string, other: string) => (one < other ? other : one);

const inOrder = (by: UsageDimension) => (one: UsageRow, other: UsageRow) =>
  by === "day"
    ? (one.key ?? "") < (other.key ?? "")
      ? -1
      : 1
    : other.costUsd - one.costUsd ||
      other.inputTokens + other.outputTokens - one.inputTokens - one.outputTokens ||
      ((one.key ?? "") < (other.key ?? "") ? -1 : 1);

/** Whole days from their sums, the days that are cut by the asked times from their entries. */
export const queryUsage = (ledger: Ledger, calendar: Calendar, now: number, query: UsageQuery = {}): ReturnType<Quota["usage"]> =>
  ledger.quietly(() => readUsage(ledger, calendar, now, query));

async function readUsage(ledger: Ledger, calendar: Calendar, now: number, query: UsageQuery): ReturnType<Quota["usage"]> {
  const { by, since, until, where, limit } = check(query, calendar, now);
  const sums = new Map<string | undefined, UsageTotals>();
  let total = nothingUsed;
  const count = (used: Omit<StoredEntry, "id" | "at"> & { readonly entries?: number }, day: string) => {
    if (!fitsWhere(used, where)) return;
    const key = by === "day" ? day : used[by];
    sums.set(key, plus(sums.get(key) ?? nothingUsed, used));
    total = plus(total, used);
  };

  const last = calendar.dayOf(Math.min(until, now));
  const waiting = ledger.waiting;
  const first = await ledger.firstDay();
  for (let day = laterOf(calendar.dayOf(since), first ?? calendar.shift(last, 1)); day <= last; day = calendar.shift(day, 1)) {
    const start = calendar.startOf(day);
    const end = calendar.startOf(calendar.shift(day, 1)) - 1;
    const isWhole = (start >= since && (end <= until || now <= until)) || end < ledger.keptSince;
    if (isWhole) for (const cell of await ledger.day(day)) count(cell, day);
    else for await (const entry of ledger.stored(Math.max(start, since), Math.min(end, until))) count(entry, day);
  }
  for (const entry of waiting) if (entry.at >= since && entry.at <= until) count(entry, calendar.dayOf(entry.at));

  const rows = [...sums].map(([key, its]): UsageRow => ({ ...(key === undefined ? {} : { key }), ...its })).sort(inOrder(by));
  const shown = by === "day" ? rows.slice(-limit) : rows.slice(0, limit);
  return { rows: shown, total, more: rows.length > shown.length };
}

/** Newest first. Writing goes on meanwhile: what waits when it begins may be on disk when that is read. */
export async function queryEntries(ledger: Ledger, calendar: Calendar, now: number, filter: Omit<UsageQuery, "by"> = {}): Promise<readonly UsageEntry[]> {
  const { since, until, where, limit } = check(filter, calendar, now);
  const found: StoredEntry[] = ledger.waiting.filter((entry) => entry.at >= since && entry.at <= until && fitsWhere(entry, where));
  const waited = new Set(found.map(({ id }) => id));
  let more = 0;
  for await (const entry of ledger.stored(since, Math.min(until, now + 60_000))) {
    if (waited.has(entry.id) || !fitsWhere(entry, where)) continue;
    found.push(entry);
    if (++more === limit) break;
  }
  const newest = found.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)).slice(0, limit);
  return newest.map(({ purpose: _purpose, unbudgeted: _unbudgeted, ...entry }) => entry);
}
