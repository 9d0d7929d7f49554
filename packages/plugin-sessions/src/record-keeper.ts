import type { Clock, Logger } from "@instar/kernel";
import type { SessionBook } from "./session-book.ts";
import type { StoredSession } from "./session-record.ts";

/** How long figures may wait for the disk: one write a second for a busy agent instead of one per event. */
const saveAfterMs = 1_000;

/** What is `undefined` is taken out. */
export type RecordChanges = { readonly [K in keyof StoredSession]?: StoredSession[K] | undefined };

/** The record with the changes in it. */
export const withChanges = (record: StoredSession, changes: RecordChanges): StoredSession =>
  Object.fromEntries(Object.entries({ ...record, ...changes }).filter(([, value]) => value !== undefined)) as unknown as StoredSession;

/** One living session's record: always true in memory, on disk as soon as it must be. */
export interface RecordKeeper {
  readonly record: StoredSession;
  /** In memory only: what a crash may forget. */
  set(changes: RecordChanges): void;
  /** In memory now, on disk within a second. */
  note(changes: RecordChanges): void;
  /** Durable when it resolves. */
  keep(changes: RecordChanges): Promise<void>;
  /** The last change, written by `write`; nothing is written after it. */
  finish(record: StoredSession, write: (record: StoredSession) => Promise<void>): Promise<void>;
}

export function createRecordKeeper(initial: StoredSession, book: SessionBook, clock: Clock, log: Logger): RecordKeeper {
  let record = initial;
  let finished = false;
  let pending: Disposable | undefined;
  let writing: Promise<void> = Promise.resolve();

  const set = (changes: RecordChanges) => {
    if (!finished) record = withChanges(record, changes);
  };
  const write = (task: () => Promise<void>) => {
    pending?.[Symbol.dispose]();
    pending = undefined;
    const done = writing.then(task);
    writing = done.catch(() => {
      // Whoever waits for this write has the failure; the next write carries the same record.
    });
    return done;
  };
  const save = () => write(async () => (finished ? undefined : book.save(record)));

  return {
    get record() {
      return record;
    },
    set,
    note(changes) {
      set(changes);
      if (finished) return;
      pending ??= clock.after(saveAfterMs, () => {
        save().catch((error) => log.error("A session's figures could not be saved; the next change tries again.", { session: record.id, error }));
      });
    },
    keep(changes) {
      set(changes);
      return save();
    },
    finish(last, finalWrite) {
      record = last;
      finished = true;
      return write(() => finalWrite(last));
    },
  };
}
