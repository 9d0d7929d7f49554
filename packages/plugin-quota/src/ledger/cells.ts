import type { UsageTotals } from "../contract.ts";
import { rounded } from "./rounded.ts";
import type { Cell, StoredEntry } from "./stored-entry.ts";

const common = ["source", "cause", "session", "job", "conversation", "person", "plugin", "driver", "model", "purpose", "unbudgeted"] as const;

/** What uses have in common that are counted together, as one string. */
export const cellName = (of: Omit<StoredEntry, "id" | "at">): string => JSON.stringify(common.map((name) => of[name] ?? null));

export const nothingUsed: UsageTotals = Object.freeze({ inputTokens: 0, outputTokens: 0, costUsd: 0, entries: 0 });

export const plus = (sum: UsageTotals, more: Omit<UsageTotals, "entries"> & { readonly entries?: number }): UsageTotals => ({
  inputTokens: sum.inputTokens + more.inputTokens,
  outputTokens: sum.outputTokens + more.outputTokens,
  costUsd: rounded(sum.costUsd + more.costUsd),
  entries: sum.entries + (more.entries ?? 1),
});

/** The cell with the entry in it. */
export function withEntry(cell: Cell | undefined, entry: StoredEntry): Cell {
  const { id: _id, at: _at, ...its } = entry;
  return { ...its, ...plus(cell ?? nothingUsed, entry) };
}
