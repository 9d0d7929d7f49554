import { createHash } from "node:crypto";
import type { Clock, Logger } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import { QuotaError } from "../errors.ts";
import type { Calendar, Day } from "./calendar.ts";
import { cellName, withEntry } from "./cells.ts";
import { type Base, baseShape, type Cell, cellShape, entryShape, idShape, type StoredEntry } from "./stored-entry.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Sessions have their own figures on disk a second after they were told: an entry follows them, so that a crash never leaves the ledger ahead. */
const writeAfterMs = 1_500;
const leastPauseMs = 1_000;
const retryMs = 5_000;
/** How long the sums of a day are kept. */
export const cellsKeptMs = 3 * 365 * dayMs;
/** How long an id counts once, beyond the life of its entry. */
const idsKeptMs = 30 * dayMs;
const mostDaysInMemory = 400;
/** Entries of one commit, so that others get their turn between. */
const mostAtOnce = 500;

export interface SessionBase {
  readonly session: string;
  readonly base: Base;
}

/** Every use, once. It counts in memory at once and is on disk soon. */
export interface Ledger {
  /** A use that a session told, with what its record said then. */
  add(entry: StoredEntry, base: SessionBase): void;
  /** Uses with ids of their own: those that were booked before are left out. Durable, with `also`, when it resolves with the new ones. */
  book(entries: readonly StoredEntry[], also?: readonly Op[]): Promise<readonly StoredEntry[]>;
  /** What was last booked of a session, on disk or about to be. */
  base(session: string): Promise<Base | undefined>;
  bases(): AsyncIterable<readonly [session: string, base: Base]>;
  /** Those that are not on disk yet. */
  waitingBases(): ReadonlyMap<string, Base>;
  forgetBases(sessions: readonly string[]): Promise<void>;
  /** No earlier day has sums; undefined: none has. */
  firstDay(): Promise<Day | undefined>;
  /** The sums of one day, those that are not on disk yet left out. */
  day(day: Day): Promise<Iterable<Cell>>;
  /** Those that are on disk, newest first. */
  stored(since: number, until: number): AsyncIterable<StoredEntry>;
  /** Told, and not on disk yet; oldest first. */
  readonly waiting: readonly StoredEntry[];
  /** From when on single entries are kept, epoch ms. */
  readonly keptSince: number;
  /** Called with each new use, as soon as it counts. */
  listen(listener: (entry: StoredEntry) => void): void;
  /** Nothing is written while `work` looks at `day` and `waiting`, so that each use is seen in one of them. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
  /** Writes all that waits, however young. */
  flush(): Promise<void>;
  /** Why the last write failed. */
  readonly failure: Error | undefined;
  /** No timer is left; what waits is written. */
  close(): Promise<void>;
}

interface Waiting {
  readonly entry: StoredEntry;
  readonly toldAt: number;
  readonly base?: SessionBase;
  readonly isExternal?: true;
}

const hourOf = (at: number) => new Date(at).toISOString().slice(0, 13);
const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 20);
/** In the order of time; of one hour by its first 13 characters. */
const entryKey = ({ at, id }: StoredEntry) => `${new Date(at).toISOString()}/${id.length > 200 ? digest(id) : id}`;
const idKey = (id: string) => (id.length > 200 ? digest(id) : id);

export function createLedger({
  store,
  calendar,
  keepDays,
  clock,
  log,
}: {
  readonly store: Store;
  readonly calendar: Calendar;
  readonly keepDays: number;
  readonly clock: Clock;
  readonly log: Logger;
}): Ledger {
  const entries = store.records("entries", entryShape);
  const cells = store.records("cells", cellShape);
  const bases = store.records("bases", baseShape);
  const ids = store.records("ids", idShape);
  const days = new Map<Day, Promise<Map<string, Cell>>>();
  const knownBases = new Map<string, Base>();
  const listeners: ((entry: StoredEntry) => void)[] = [];
  let waiting: Waiting[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  let timer: Disposable | undefined;
  let failure: Error | undefined;
  let firstDay: Day | undefined;
  let closed = false;

  async function readDay(day: Day): Promise<Map<string, Cell>> {
    const found = new Map<string, Cell>();
    for await (const [, cell] of cells.entries(`${day}/`)) found.set(cellName(cell), cell);
    return found;
  }

  function loadDay(day: Day): Promise<Map<string, Cell>> {
    const known = days.get(day);
    if (known) return known;
    const loading = readDay(day).catch((error: unknown) => {
      if (days.get(day) === loading) days.delete(day);
      throw error;
    });
    days.set(day, loading);
    return loading;
  }

  const firstKey = async (records: { entries(): AsyncIterable<readonly [string, unknown]> }) => {
    for await (const [key] of records.entries()) return key;
    return undefined;
  };

  /** One after the other: each write stands on the sums of the one before. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = writing.then(work);
    writing = done.catch(() => undefined); // whoever asked for it has the failure
    return done;
  }

  async function write(batch: readonly Waiting[], also: readonly Op[] = []): Promise<void> {
    if (days.size > mostDaysInMemory) days.clear();
    const changed = new Map<Day, Map<string, Cell>>();
    const newBases = new Map<string, Base>();
    const ops: Op[] = [...also];
    const keptMs = keepDays * dayMs;
    for (const { entry, base, isExternal } of batch) {
      const day = calendar.dayOf(entry.at);
      if (firstDay !== undefined && day < firstDay) firstDay = day;
      const sums = await loadDay(day);
      const its = changed.get(day) ?? new Map<string, Cell>();
      changed.set(day, its);
      const name = cellName(entry);
      its.set(name, withEntry(its.get(name) ?? sums.get(name), entry));
      ops.push(entries.put(entryKey(entry), entry, { ttlMs: Math.max(1, entry.at + keptMs - clock.now()) }));
      if (isExternal) ops.push(ids.put(idKey(entry.id), 1, { ttlMs: keptMs + idsKeptMs }));
      if (base) newBases.set(base.session, base.base);
    }
    for (const [day, its] of changed)
      for (const [name, cell] of its)
        ops.push(cells.put(`${day}/${digest(name)}`, cell, { ttlMs: Math.max(dayMs, calendar.startOf(day) + cellsKeptMs - clock.now()) }));
    for (const [session, base] of newBases) ops.push(bases.put(session, base));
    if (ops.length === 0) return;
    const outcome = await store.commit(ops);
    if (!outcome.committed) throw QuotaError.NOT_SAVED(outcome.conflict);
    for (const [day, its] of changed) {
      const sums = await loadDay(day);
      for (const [name, cell] of its) sums.set(name, cell);
    }
    const written = new Set(batch);
    waiting = waiting.filter((one) => !written.has(one));
  }

  async function writeDue(isDue: (one: Waiting) => boolean): Promise<void> {
    const due = waiting.filter(isDue);
    try {
      for (let at = 0; at < due.length; at += mostAtOnce) await write(due.slice(at, at + mostAtOnce));
      failure = undefined;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  function arm(atLeastMs = 0): void {
    const [oldest] = waiting;
    if (closed || timer || !oldest) return;
    timer = clock.after(Math.max(atLeastMs, oldest.toldAt + writeAfterMs - clock.now()), () => {
      timer = undefined;
      inTurn(() => writeDue(({ toldAt }) => toldAt + writeAfterMs <= clock.now())).then(
        () => arm(leastPauseMs),
        (error) => {
          log.error("What was used could not be saved; it is tried again.", { entries: waiting.length, error });
          arm(retryMs);
        },
      );
    });
  }

  const tell = (entry: StoredEntry) => {
    for (const listener of listeners) listener(entry);
  };

  const flush = () => inTurn(() => writeDue(() => true));

  return {
    add(entry, base) {
      knownBases.set(base.session, base.base);
      waiting.push({ entry, base, toldAt: clock.now() });
      tell(entry);
      arm();
    },
    book: (given, also = []) =>
      inTurn(async () => {
        const fresh = new Map<string, StoredEntry>();
        for (const entry of given) if (!fresh.has(entry.id) && (await ids.get(idKey(entry.id))) === undefined) fresh.set(entry.id, entry);
        const now = clock.now();
        await write(
          [...fresh.values()].map((entry) => ({ entry, toldAt: now, isExternal: true })),
          also,
        );
        for (const entry of fresh.values()) tell(entry);
        return [...fresh.values()];
      }),
    async base(session) {
      return knownBases.get(session) ?? (await bases.get(session))?.value;
    },
    bases: () => bases.entries(),
    waitingBases: () => new Map(waiting.flatMap(({ base }) => (base ? [[base.session, base.base] as const] : []))),
    async forgetBases(sessions) {
      if (sessions.length > 0) await store.commit(sessions.map((session) => bases.delete(session)));
      for (const session of sessions) knownBases.delete(session);
    },
    async firstDay() {
      firstDay ??= (await firstKey(cells))?.slice(0, 10);
      return firstDay;
    },
    day: async (day) => (await loadDay(day)).values(),
    async *stored(since, until) {
      const first = await firstKey(entries);
      if (first === undefined) return;
      const oldest = Math.max(since, Date.parse(first.slice(0, 24)));
      for (let hour = Math.floor(until / hourMs); hour >= Math.floor(oldest / hourMs); hour--) {
        const found: StoredEntry[] = [];
        for await (const [, entry] of entries.entries(hourOf(hour * hourMs))) if (entry.at >= since && entry.at <= until) found.push(entry);
        yield* found.reverse();
      }
    },
    get waiting() {
      return waiting.map(({ entry }) => entry);
    },
    get keptSince() {
      return clock.now() - keepDays * dayMs;
    },
    listen: (listener) => void listeners.push(listener),
    quietly: inTurn,
    flush,
    get failure() {
      return failure;
    },
    async close() {
      closed = true;
      timer?.[Symbol.dispose]();
      timer = undefined;
      await flush();
    },
  };
}
