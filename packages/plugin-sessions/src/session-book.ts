import type { Op, Store } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { currentShape, livingShape, type StoredSession, sessionShape } from "./session-record.ts";

/** The durable records of all sessions. Every change is durable when it resolves. */
export interface SessionBook {
  /** The session that a key's conversation is held in, living or not. */
  current(key: string): Promise<StoredSession | undefined>;
  /** Before anything runs: the record, the key's index and the mark of life. `replaces` becomes `stopped`. */
  begin(record: StoredSession, replaces?: StoredSession): Promise<void>;
  save(record: StoredSession): Promise<void>;
  /** It has ended. Without a `process`, nothing of it needs to be looked at after a crash. */
  rest(records: readonly StoredSession[]): Promise<void>;
  /** It has ended, and the key's next session begins anew. */
  forget(record: StoredSession): Promise<void>;
  /** Those that have, or had when the daemon died, a process. */
  living(): Promise<readonly StoredSession[]>;
  /** Newest first. */
  list(): Promise<readonly StoredSession[]>;
}

export function createSessionBook(store: Store): SessionBook {
  const records = store.records("sessions", sessionShape);
  const currents = store.records("current", currentShape);
  const living = store.records("living", livingShape);

  const commit = async (ops: readonly Op[]) => {
    const outcome = await store.commit(ops);
    if (!outcome.committed) throw SessionsError.NOT_SAVED(outcome.conflict);
  };
  const resting = (record: StoredSession) => [
    records.put(record.id, record),
    record.process === undefined ? living.delete(record.id) : living.put(record.id, { key: record.key }),
  ];

  return {
    async current(key) {
      const current = await currents.get(key);
      return current && (await records.get(current.value.id))?.value;
    },
    begin: (record, replaces) =>
      commit([
        ...(replaces ? resting({ ...replaces, state: "stopped" }) : []),
        records.put(record.id, record),
        currents.put(record.key, { id: record.id }),
        living.put(record.id, { key: record.key }),
      ]),
    save: (record) => commit([records.put(record.id, record)]),
    rest: (ended) => commit(ended.flatMap(resting)),
    forget: (record) => commit([...resting(record), currents.delete(record.key)]),
    async living() {
      const found: StoredSession[] = [];
      for await (const [id] of living.entries()) {
        const record = await records.get(id);
        if (record) found.push(record.value);
      }
      return found;
    },
    async list() {
      const found: StoredSession[] = [];
      for await (const [, record] of records.entries()) found.push(record);
      return found.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    },
  };
}
