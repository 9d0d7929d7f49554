import type { Records } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "../contract.ts";
import { newestFirst } from "../message-id.ts";

/** A row of the inbox under its own id, or a part under that of its reply. */
export type Found = { readonly id: string; readonly in: InboxRow } | { readonly id: string; readonly out: OutboxRow };

/** The key after which rows older than `before` begin; of a reply's parts none is left behind it. */
export const behind = (prefix: string, before: string): string => `${prefix}${newestFirst(before)}0`;

/** Finished rows, newest first, one page after the other from the disk. */
export async function* doneRows<T>(records: Records<T>, before: string | undefined, found: (row: T) => Found): AsyncGenerator<Found> {
  for await (const [, row] of records.entries("done/", before === undefined ? {} : { after: behind("done/", before) })) {
    const each = found(row);
    if (before === undefined || each.id < before) yield each;
  }
}

/** Those that are worked on: few, and read at once. */
export async function* openRows<T>(records: Records<T>, before: string | undefined, found: (row: T) => Found): AsyncGenerator<Found> {
  const rows: Found[] = [];
  for await (const [, row] of records.entries("open/")) rows.push(found(row));
  yield* rows.filter(({ id }) => before === undefined || id < before).sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Several runs, each newest first, as one. */
export async function* mergeNewest(sources: readonly AsyncIterable<Found>[]): AsyncGenerator<Found> {
  const runs = sources.map((source) => source[Symbol.asyncIterator]());
  const heads = await Promise.all(runs.map(async (run) => run.next()));
  try {
    for (;;) {
      const newest = heads.reduce((best, { done, value }, index) => {
        if (done) return best;
        const other = best === -1 ? undefined : heads[best];
        return other === undefined || value.id > (other.value as Found).id ? index : best;
      }, -1);
      const head = heads[newest];
      const run = runs[newest];
      if (head === undefined || run === undefined) return;
      yield head.value as Found;
      heads[newest] = await run.next();
    }
  } finally {
    for (const run of runs) await run.return?.();
  }
}
