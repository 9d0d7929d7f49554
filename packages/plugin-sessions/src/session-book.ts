import { setImmediate as nextTick } from "node:timers/promises";
import type { Op, SessionFilter, SessionRecord, Store } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { find, listed } from "./session-index.ts";
import { currentShape, livingShape, type StoredSession, sessionShape } from "./session-record.ts";

/** How many records are handled before others get their turn. */
const batchSize = 200;

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
  /** The latest used first. `present`: records of living sessions, which are ahead of the disk. */
  list(filter: SessionFilter, present: ReadonlyMap<string, StoredSession>): Promise<readonly SessionRecord[]>;
  /** Takes out what `plan` names, some at a time; resolves with how many. Stops early when the signal is aborted. */
  prune(plan: (all: readonly SessionRecord[]) => readonly string[], signal: AbortSignal): Promise<number>;
}

export function createSessionBook(store: Store): SessionBook {
  const records = store.records("sessions", sessionShape);
  const currents = store.records("current", currentShape);
  const living = store.records("living", livingShape);
  /** Built by the first who needs it, at the latest when the house is ready: until then it reads no more records than it has to. */
  let index: Promise<Map<string, SessionRecord>> | undefined;

  /** Behind a reading that is on its way, so that what it found before the change does not stand. */
  const reindex = (change: (entries: Map<string, SessionRecord>) => void) =>
    void index?.then(change, () => {
      // Whoever wants the index has the failure, and builds it anew.
    });
  const commit = async (ops: readonly Op[]) => {
    const outcome = await store.commit(ops);
    if (!outcome.committed) throw SessionsError.NOT_SAVED(outcome.conflict);
  };
  const write = async (written: readonly StoredSession[], more: readonly Op[] = []) => {
    await commit([...written.map((record) => records.put(record.id, record)), ...more]);
    reindex((entries) => {
      for (const record of written) entries.set(record.id, listed(record));
    });
  };
  const lifeOf = (record: StoredSession) => (record.process === undefined ? living.delete(record.id) : living.put(record.id, { key: record.key }));

  async function readIndex(): Promise<Map<string, SessionRecord>> {
    const entries = new Map<string, SessionRecord>();
    for await (const [id, record] of records.entries()) {
      entries.set(id, listed(record));
      if (entries.size % batchSize === 0) await nextTick();
    }
    return entries;
  }

  function indexed(): Promise<Map<string, SessionRecord>> {
    if (index) return index;
    const building = readIndex().catch((error: unknown) => {
      if (index === building) index = undefined;
      throw error;
    });
    index = building;
    return building;
  }

  return {
    async current(key) {
      const current = await currents.get(key);
      return current && (await records.get(current.value.id))?.value;
    },
    begin(record, replaces) {
      const replaced = replaces && { ...replaces, state: "stopped" as const };
      return write(
        [...(replaced ? [replaced] : []), record],
        [...(replaced ? [lifeOf(replaced)] : []), currents.put(record.key, { id: record.id }), living.put(record.id, { key: record.key })],
      );
    },
    save: (record) => write([record]),
    rest: (ended) => write(ended, ended.map(lifeOf)),
    forget: (record) => write([record], [lifeOf(record), currents.delete(record.key)]),
    async living() {
      const found: StoredSession[] = [];
      for await (const [id] of living.entries()) {
        const record = await records.get(id);
        if (record) found.push(record.value);
      }
      return found;
    },
    async list(filter, present) {
      const all = [...(await indexed()).values()];
      return find(present.size === 0 ? all : all.map((record) => present.get(record.id) ?? record), filter);
    },
    async prune(plan, signal) {
      const ids = plan([...(await indexed()).values()]);
      let pruned = 0;
      for (let at = 0; at < ids.length && !signal.aborted; at += batchSize) {
        const batch = ids.slice(at, at + batchSize);
        await commit(batch.map((id) => records.delete(id)));
        reindex((entries) => {
          for (const id of batch) entries.delete(id);
        });
        pruned += batch.length;
        await nextTick();
      }
      return pruned;
    },
  };
}
