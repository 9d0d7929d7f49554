import type { Clock, Logger } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import { QuotaError } from "../errors.ts";
import type { Calendar, Day } from "./calendar.ts";
import { createDaySums } from "./day-sums.ts";
import { createEntryLog } from "./entry-log.ts";
import { type Base, baseShape, type Cell, foldedShape, type StoredEntry } from "./stored-entry.ts";

/** Sessions have their own figures on disk a second after they were told: an entry follows them, so that a crash never leaves the ledger ahead. */
const writeAfterMs = 1_500;
const leastPauseMs = 1_000;
const retryMs = 5_000;
/** Entries of one commit, so that others get their turn between. */
const mostAtOnce = 500;
/** Days of one turn, so that what is told meanwhile is on disk soon. */
const mostFoldedAtOnce = 10;

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
  /** The same, where it was booked or asked for in this life of the house. */
  recentBase(session: string): Base | undefined;
  /** Those that are on disk. */
  bases(): AsyncIterable<readonly [session: string, base: Base]>;
  forgetBases(sessions: readonly string[]): Promise<void>;
  /** The sums of one day, those that are not on disk yet left out. */
  day(day: Day): Promise<Iterable<Cell>>;
  /** No earlier day has sums; undefined: none has. */
  firstDay(): Promise<Day | undefined>;
  /** Those that are on disk, newest first. */
  stored(since: number, until: number): AsyncIterable<StoredEntry>;
  /** Leaves out whose session it was of days whose entries are gone: years of short sessions would fill the disk. Resolves with how many days it were. */
  fold(): Promise<number>;
  /** From when on single entries are kept, epoch ms. */
  readonly keptSince: number;
  /** Told, and not on disk yet; oldest first. */
  readonly waiting: readonly StoredEntry[];
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
}

export interface LedgerParts {
  readonly store: Store;
  readonly calendar: Calendar;
  readonly keepDays: number;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createLedger({ store, calendar, keepDays, clock, log }: LedgerParts): Ledger {
  const entries = createEntryLog(store, keepDays, clock);
  const sums = createDaySums(store, calendar, clock);
  const bases = store.records("bases", baseShape);
  const folded = store.records("folded", foldedShape);
  const knownBases = new Map<string, Base>();
  const listeners: ((entry: StoredEntry) => void)[] = [];
  let waiting: Waiting[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  let timer: Disposable | undefined;
  let failure: Error | undefined;
  let closed = false;

  /** One after the other: each write stands on the sums of the one before. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = writing.then(work);
    writing = done.catch(() => undefined); // whoever asked for it has the failure
    return done;
  }

  async function write(batch: readonly Waiting[], isExternal: boolean, also: readonly Op[] = []): Promise<void> {
    const summed = await sums.plan(batch.map(({ entry }) => entry));
    const newBases = new Map(batch.flatMap(({ base }) => (base ? [[base.session, base.base] as const] : [])));
    const ops = [
      ...also,
      ...batch.flatMap(({ entry }) => entries.put(entry, isExternal)),
      ...summed.ops,
      ...[...newBases].map(([session, base]) => bases.put(session, base)),
    ];
    if (ops.length === 0) return;
    const outcome = await store.commit(ops);
    if (!outcome.committed) throw QuotaError.NOT_SAVED(outcome.conflict);
    summed.done();
    const written = new Set(batch);
    waiting = waiting.filter((one) => !written.has(one));
  }

  async function writeDue(isDue: (one: Waiting) => boolean): Promise<void> {
    const due = waiting.filter(isDue);
    try {
      for (let at = 0; at < due.length; at += mostAtOnce) await write(due.slice(at, at + mostAtOnce), false);
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
    book: (given, also) =>
      inTurn(async () => {
        const fresh = new Map<string, StoredEntry>();
        for (const entry of given) if (!fresh.has(entry.id) && !(await entries.has(entry.id))) fresh.set(entry.id, entry);
        const batch = [...fresh.values()];
        await write(
          batch.map((entry) => ({ entry, toldAt: clock.now() })),
          true,
          also,
        );
        for (const entry of batch) tell(entry);
        return batch;
      }),
    async base(session) {
      return knownBases.get(session) ?? (await bases.get(session))?.value;
    },
    recentBase: (session) => knownBases.get(session),
    bases: () => bases.entries(),
    async forgetBases(sessions) {
      if (sessions.length > 0) await store.commit(sessions.map((session) => bases.delete(session)));
      for (const session of sessions) knownBases.delete(session);
    },
    day: sums.day,
    firstDay: sums.first,
    fold: () =>
      inTurn(async () => {
        const first = await sums.first();
        if (first === undefined) return 0;
        const upTo = (await folded.get("days"))?.value ?? first;
        let days = 0;
        // An entry may still be there on the day on which it goes, and the clock may go back by one.
        const end = calendar.shift(calendar.dayOf(entries.keptSince), -2);
        for (let day = [first, upTo].sort().at(-1) ?? first; day < end && days < mostFoldedAtOnce; day = calendar.shift(day, 1)) {
          const fold = await sums.planFold(day);
          const outcome = await store.commit([...fold.ops, folded.put("days", calendar.shift(day, 1))]);
          if (!outcome.committed) throw QuotaError.NOT_SAVED(outcome.conflict);
          fold.done();
          days += 1;
        }
        return days;
      }),
    stored: entries.read,
    get keptSince() {
      return entries.keptSince;
    },
    get waiting() {
      return waiting.map(({ entry }) => entry);
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
