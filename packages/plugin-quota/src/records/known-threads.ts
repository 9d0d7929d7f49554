import type { Logger, SessionRef } from "@instar/kernel";
import type { SessionDriver, SessionEvent, SessionRecord, Store } from "@instar/kernel/contracts";
import { type KnownThread, knownThreadShape } from "./stored-records.ts";

export interface KnownThreads {
  /** Learns under which thread a session's conversation is recorded. */
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  /** All threads of a driver that the house ever held, by the driver's name for them. */
  of(driver: SessionDriver, records: readonly SessionRecord[]): Promise<ReadonlyMap<string, KnownThread>>;
}

/** Longer than entries of it can be looked for. */
const keptMs = 400 * 86_400_000;

/** A session may have had several: each time that it was taken back, or begun anew, its runtime went on under another name. */
export function createKnownThreads(parts: { readonly store: Store; readonly drivers: () => Iterable<SessionDriver>; readonly log: Logger }): KnownThreads {
  const { store, drivers, log } = parts;
  const stored = store.records("threads", knownThreadShape);
  const keyOf = (driver: string, thread: string) => `${driver}/${thread}`;
  const learned = new Set<string>();

  return {
    async heard(ref, key, event) {
      if (event.type !== "snapshot") return;
      const driver = [...drivers()].find(({ id }) => id === event.snapshot.driver);
      const thread = driver?.usage?.threadOf(event.snapshot);
      if (driver === undefined || thread === undefined) return;
      const name = `${keyOf(driver.id, thread)} ${ref.id}`;
      if (learned.has(name)) return;
      const { id: session, address, job } = ref;
      const value: KnownThread = { session, key, ...(address !== undefined && { address }), ...(job !== undefined && { job }) };
      try {
        await store.commit([stored.put(keyOf(driver.id, thread), value, { ttlMs: keptMs })]);
        learned.add(name);
      } catch (error) {
        // What is told counts all the same; only what a crash would leave untold is then not found.
        log.warn("It could not be kept whose records are whose.", { session, error });
      }
    },
    async of(driver, records) {
      const found = new Map<string, KnownThread>();
      for (const { id, key, snapshot, address, job } of records as readonly (SessionRecord & { readonly job?: string })[]) {
        const thread = snapshot && driver.usage?.threadOf(snapshot);
        if (thread !== undefined) found.set(thread, { session: id, key, ...(address !== undefined && { address }), ...(job !== undefined && { job }) });
      }
      const prefix = keyOf(driver.id, "");
      for await (const [key, thread] of stored.entries(prefix)) found.set(key.slice(prefix.length), thread);
      return found;
    },
  };
}
