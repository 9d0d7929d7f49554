import { createHash } from "node:crypto";
import type { Clock } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import type { Calendar, Day } from "./calendar.ts";
import { cellName, withEntry } from "./cells.ts";
import { firstKey } from "./first-key.ts";
import { type Cell, cellShape, type StoredEntry } from "./stored-entry.ts";

const dayMs = 86_400_000;
/** How long the sums of a day are kept. */
export const cellsKeptMs = 3 * 365 * dayMs;
const mostDaysInMemory = 400;

/** What was used on each day, summed up by all that uses have in common. */
export interface DaySums {
  day(day: Day): Promise<Iterable<Cell>>;
  /** No earlier day has sums; undefined: none has. */
  first(): Promise<Day | undefined>;
  /** The sums with these entries in them: `done` is called when the operations are on disk, before anything else is planned. */
  plan(entries: readonly StoredEntry[]): Promise<{ readonly ops: readonly Op[]; done(): void }>;
}

export function createDaySums(store: Store, calendar: Calendar, clock: Clock): DaySums {
  const cells = store.records("cells", cellShape);
  const days = new Map<Day, Promise<Map<string, Cell>>>();
  let first: Day | undefined;

  async function read(day: Day): Promise<Map<string, Cell>> {
    const found = new Map<string, Cell>();
    for await (const [, cell] of cells.entries(`${day}/`)) found.set(cellName(cell), cell);
    return found;
  }

  function load(day: Day): Promise<Map<string, Cell>> {
    const known = days.get(day);
    if (known) return known;
    const loading = read(day).catch((error: unknown) => {
      if (days.get(day) === loading) days.delete(day);
      throw error;
    });
    days.set(day, loading);
    return loading;
  }

  const keyOf = (day: Day, name: string) => `${day}/${createHash("sha256").update(name).digest("hex").slice(0, 20)}`;

  return {
    day: async (day) => (await load(day)).values(),
    async first() {
      first ??= (await firstKey(cells))?.slice(0, 10);
      return first;
    },
    async plan(entries) {
      if (days.size > mostDaysInMemory) days.clear();
      const changed = new Map<Day, { readonly sums: Map<string, Cell>; readonly its: Map<string, Cell> }>();
      for (const entry of entries) {
        const day = calendar.dayOf(entry.at);
        const { sums, its } = changed.get(day) ?? { sums: await load(day), its: new Map<string, Cell>() };
        changed.set(day, { sums, its });
        const name = cellName(entry);
        its.set(name, withEntry(its.get(name) ?? sums.get(name), entry));
      }
      const now = clock.now();
      const ops = [...changed].flatMap(([day, { its }]) => {
        const ttlMs = Math.max(dayMs, calendar.startOf(day) + cellsKeptMs - now);
        return [...its].map(([name, cell]) => cells.put(keyOf(day, name), cell, { ttlMs }));
      });
      return {
        ops,
        done() {
          for (const [day, { sums, its }] of changed) {
            if (first !== undefined && day < first) first = day;
            for (const [name, cell] of its) sums.set(name, cell);
          }
        },
      };
    },
  };
}
