import { createHash } from "node:crypto";
import type { Clock } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import type { Calendar, Day } from "./calendar.ts";
import { cellName, plus, withEntry } from "./cells.ts";
import { firstKey } from "./first-key.ts";
import { type Cell, cellShape, type StoredEntry } from "./stored-entry.ts";

const dayMs = 86_400_000;
/** How long the sums of a day are kept. */
export const cellsKeptMs = 3 * 365 * dayMs;
/** The days that were not asked for longest are read again when there are more. */
const mostCellsInMemory = 20_000;

/** What was used on each day, summed up by all that uses have in common. */
export interface DaySums {
  day(day: Day): Promise<Iterable<Cell>>;
  /** No earlier day has sums; undefined: none has. */
  first(): Promise<Day | undefined>;
  /** The operations that leave out of a day's sums whose session it was; `done` as of `plan`. Sessions are the most of what days differ in. */
  planFold(day: Day): Promise<{ readonly ops: readonly Op[]; done(): void }>;
  /** The sums with these entries in them: `done` is called when the operations are on disk, before anything else is planned. */
  plan(entries: readonly StoredEntry[]): Promise<{ readonly ops: readonly Op[]; done(): void }>;
}

export function createDaySums(store: Store, calendar: Calendar, clock: Clock): DaySums {
  const cells = store.records("cells", cellShape);
  const days = new Map<Day, Map<string, Cell>>();
  let inMemory = 0;
  let first: Day | undefined;

  async function read(day: Day): Promise<Map<string, Cell>> {
    const found = new Map<string, Cell>();
    for await (const [, cell] of cells.entries(`${day}/`)) found.set(cellName(cell), cell);
    return found;
  }

  /** Called by one at a time. The day that was asked for last stands last. */
  async function load(day: Day): Promise<Map<string, Cell>> {
    const sums = days.get(day) ?? (await read(day));
    if (!days.delete(day)) inMemory += sums.size;
    days.set(day, sums);
    for (const other of days.keys()) {
      if (inMemory <= mostCellsInMemory || other === day) break;
      forget(other);
    }
    return sums;
  }

  function forget(day: Day): void {
    inMemory -= days.get(day)?.size ?? 0;
    days.delete(day);
  }

  const keyOf = (day: Day, name: string) => `${day}/${createHash("sha256").update(name).digest("hex").slice(0, 20)}`;

  return {
    day: async (day) => (await load(day)).values(),
    async first() {
      first ??= (await firstKey(cells))?.slice(0, 10);
      return first;
    },
    async planFold(day) {
      const former: string[] = [];
      const folded = new Map<string, Cell>();
      for await (const [key, { session: _, ...cell }] of cells.entries(`${day}/`)) {
        const name = cellName(cell);
        const known = folded.get(name);
        folded.set(name, known === undefined ? cell : { ...known, ...plus(known, cell) });
        former.push(key);
      }
      const ttlMs = Math.max(dayMs, calendar.startOf(day) + cellsKeptMs - clock.now());
      const kept = new Map([...folded].map(([name, cell]) => [keyOf(day, name), cell]));
      const ops = [
        ...former.filter((key) => !kept.has(key)).map((key) => cells.delete(key)),
        ...[...kept].map(([key, cell]) => cells.put(key, cell, { ttlMs })),
      ];
      return { ops, done: () => forget(day) };
    },
    async plan(entries) {
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
            const former = sums.size;
            for (const [name, cell] of its) sums.set(name, cell);
            if (days.get(day) === sums) inMemory += sums.size - former;
          }
        },
      };
    },
  };
}
