import type { Op, Records } from "@instar/kernel/contracts";
import type { RowFilter } from "./contract.ts";
import { firstIdAt, newestFirst } from "./message-id.ts";

interface Row {
  readonly id: string;
  readonly state: string;
}

/** How long a row is kept after its end. */
export const keptMs = 30 * 86_400_000;

/**
 * Rows that are worked on are in memory and under `open/`; finished ones are under `done/`, newest first, for 30 days. Memory
 * follows the disk: `note` a row only when the commit with its `write` has succeeded. `told`: what tells of a change, in its commit.
 */
export function createLedger<T extends Row>(records: Records<T>, isOpen: (row: T) => boolean, told: (row: T, former: T | undefined) => readonly Op[]) {
  const open = new Map<string, T>();
  let loaded = false;
  const done = (id: string) => `done/${newestFirst(id)}`;

  return {
    /** Resolves with the newest id that is known, if any. */
    async load(): Promise<string | undefined> {
      for await (const [, row] of records.entries("open/")) open.set(row.id, row);
      loaded = true;
      let newest = [...open.keys()].sort().at(-1);
      for await (const [, { id }] of records.entries("done/")) {
        if (newest === undefined || id > newest) newest = id;
        break;
      }
      return newest;
    },
    /** In the order in which they were made. */
    open: open as ReadonlyMap<string, T>,
    /** `former`: the row as it is on disk; to be given for one that had ended. */
    write: (row: T, former: T | undefined = open.get(row.id)): Op[] => [
      ...(isOpen(row)
        ? [records.put(`open/${row.id}`, row), records.delete(done(row.id))]
        : [records.delete(`open/${row.id}`), records.put(done(row.id), row, { ttlMs: keptMs })]),
      ...told(row, former),
    ],
    note(row: T) {
      if (isOpen(row)) open.set(row.id, row);
      else open.delete(row.id);
    },
    /** Also before `load`, when somebody looks at a house that does not run. */
    get: async (id: string): Promise<T | undefined> => open.get(id) ?? ((await records.get(done(id))) ?? (await records.get(`open/${id}`)))?.value,
    /** Also before `load`. */
    async list({ states, since = 0, limit = 50 }: RowFilter = {}): Promise<readonly T[]> {
      const first = firstIdAt(since);
      const wanted = (row: T) => row.id >= first && (!states || states.includes(row.state));
      const rows = [...open.values()].filter(wanted);
      if (!loaded) for await (const [, row] of records.entries("open/")) if (wanted(row) && !open.has(row.id)) rows.push(row);
      let finished = 0;
      for await (const [, row] of records.entries("done/")) {
        if (finished >= limit || row.id < first) break;
        if (!wanted(row)) continue;
        rows.push(row);
        finished++;
      }
      return rows.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, Math.min(Math.max(1, limit), 1_000));
    },
    /** Finished and open ones whose id begins with `prefix`; also before `load`. */
    async under(prefix: string): Promise<readonly T[]> {
      const rows = new Map<string, T>();
      for (const from of [`open/${prefix}`, done(prefix)]) for await (const [, row] of records.entries(from)) rows.set(row.id, row);
      return [...rows.values()];
    },
  };
}

export type Ledger<T extends Row> = ReturnType<typeof createLedger<T>>;
