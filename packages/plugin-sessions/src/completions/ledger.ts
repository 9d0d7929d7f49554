import type { Op, Records, Store } from "@instar/kernel/contracts";
import { CompletionsError } from "./errors.ts";
import { type DaySpending, nothingSpent } from "./spending.ts";

const keptMs = 92 * 86_400_000;
const mostTries = 20;

/** The days' spending, durable with each change. */
export interface Ledger {
  read(day: string): Promise<DaySpending>;
  /** Replaces the day's row and carries out `ops` in the same commit. `undefined` leaves everything as it is. */
  change(day: string, change: (before: DaySpending) => DaySpending | undefined, ops?: readonly Op[]): Promise<DaySpending | undefined>;
}

export function createLedger(store: Store, records: Records<DaySpending>): Ledger {
  return {
    read: async (day) => (await records.get(day))?.value ?? nothingSpent,
    async change(day, change, ops = []) {
      let conflict = "";
      for (let attempt = 0; attempt < mostTries; attempt += 1) {
        const before = await records.get(day);
        const after = change(before?.value ?? nothingSpent);
        if (after === undefined) return undefined;
        const result = await store.commit([records.put(day, after, { ifRevision: before?.revision ?? 0, ttlMs: keptMs }), ...ops]);
        if (result.committed) return after;
        conflict = result.conflict;
      }
      throw CompletionsError.NOT_SAVED(conflict);
    },
  };
}
