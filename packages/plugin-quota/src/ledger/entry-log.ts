import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import { firstKey } from "./first-key.ts";
import { entryShape, idShape, type StoredEntry } from "./stored-entry.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long an id counts once, beyond the life of its entry. */
const idsKeptMs = 30 * dayMs;
const longestId = 200;
/** So many are read before others have their turn. */
const breath = 500;

/** Single entries, in the order of time. */
export interface EntryLog {
  /** `isExternal`: its id is not the ledger's own, and counts once. */
  put(entry: StoredEntry, isExternal: boolean): readonly Op[];
  /** Whether an entry of this id that is not the ledger's own was put before. */
  has(id: string): Promise<boolean>;
  /** Newest first. */
  read(since: number, until: number): AsyncIterable<StoredEntry>;
  /** From when on they are kept, epoch ms. */
  readonly keptSince: number;
}

const hourOf = (at: number) => new Date(at).toISOString().slice(0, 13);
const short = (id: string) => (id.length > longestId ? createHash("sha256").update(id).digest("hex") : id);

export function createEntryLog(store: Store, keepDays: number, clock: Clock): EntryLog {
  const entries = store.records("entries", entryShape);
  const ids = store.records("ids", idShape);
  const keptMs = keepDays * dayMs;

  return {
    put(entry, isExternal) {
      const key = `${new Date(entry.at).toISOString()}/${short(entry.id)}`;
      const kept = entries.put(key, entry, { ttlMs: Math.max(1, entry.at + keptMs - clock.now()) });
      return isExternal ? [kept, ids.put(short(entry.id), 1, { ttlMs: keptMs + idsKeptMs })] : [kept];
    },
    has: async (id) => (await ids.get(short(id))) !== undefined,
    async *read(since, until) {
      const first = await firstKey(entries);
      if (first === undefined) return;
      const oldest = Math.max(since, Date.parse(first.slice(0, 24)));
      let read = 0;
      for (let hour = Math.floor(until / hourMs); hour >= Math.floor(oldest / hourMs); hour--) {
        const found: StoredEntry[] = [];
        for await (const [, entry] of entries.entries(hourOf(hour * hourMs))) {
          if (entry.at >= since && entry.at <= until) found.push(entry);
          if (++read % breath === 0) await nextTurn();
        }
        yield* found.reverse();
      }
    },
    get keptSince() {
      return clock.now() - keptMs;
    },
  };
}
