import type { Clock } from "@instar/kernel";
import type { Journal, Versioned } from "@instar/kernel/contracts";
import { checkKey } from "./key.ts";
import { asOp, type Handlers } from "./op.ts";
import { codecOf } from "./shape.ts";
import type { SqlDriver } from "./sql-driver.ts";
import type { StoreCore } from "./store-core.ts";

const pageSize = 200;
const truncateBatch = 1_000;

interface Row {
  readonly position: number;
  readonly at: number;
  readonly version: number;
  readonly value: string;
}

const selectPage = "SELECT position, at, version, value FROM journal_entry WHERE space = ? AND position > ? ORDER BY position LIMIT ?";

const selectPageBefore = "SELECT position, at, version, value FROM journal_entry WHERE space = ? AND position < ? ORDER BY position DESC LIMIT ?";

export function journalHandlers(sql: SqlDriver, clock: Clock): Pick<Handlers, "journal.append" | "journal.done"> {
  return {
    "journal.append"({ space, version, value }, effects) {
      sql.run("INSERT INTO journal_entry (space, at, version, value) VALUES (?, ?, ?, ?)", space, clock.now(), version, value);
      effects.appended.add(space);
      return undefined;
    },
    "journal.done"({ space, consumer, position }) {
      sql.run(
        "INSERT INTO journal_cursor (space, consumer, position) VALUES (?, ?, ?) ON CONFLICT (space, consumer) DO UPDATE SET position = max(position, excluded.position)",
        space,
        consumer,
        position,
      );
      return undefined;
    },
  };
}

/** Positions rise and are never used again, also after a truncation; they are shared by all journals of the file, so they have gaps. */
export function openJournal<T>({ sql, read, write, onAppend }: StoreCore, space: string, shape: Versioned<T>): Journal<T> {
  const codec = codecOf(space, shape);
  const pageAfter = (position: number) => read(() => sql.all<Row>(selectPage, space, position, pageSize));
  const pageBefore = (position: number) => read(() => sql.all<Row>(selectPageBefore, space, position, pageSize));
  const decode = (row: Row) => codec.decode(String(row.position), row.version, row.value);

  /** Known from its first follow on, so that nothing is truncated before it was seen. */
  const startCursor = async (consumer: string): Promise<number> => {
    const find = () => sql.get<{ position: number }>("SELECT position FROM journal_cursor WHERE space = ? AND consumer = ?", space, consumer)?.position;
    const known = await read(find);
    if (known !== undefined) return known;
    return write(() => {
      sql.run("INSERT OR IGNORE INTO journal_cursor (space, consumer, position) VALUES (?, ?, 0)", space, consumer);
      return { keep: true, value: find() ?? 0 };
    });
  };

  return {
    append(entry) {
      return asOp({ op: "journal.append", space, version: codec.version, value: codec.encode("new entry", entry) });
    },
    async *read(after = 0) {
      for (let position = after; ; ) {
        const page = await pageAfter(position);
        for (const row of page) yield { position: row.position, at: row.at, entry: decode(row) };
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        position = last.position;
      }
    },
    async *latest(before = Number.MAX_SAFE_INTEGER) {
      for (let position = before; ; ) {
        const page = await pageBefore(position);
        for (const row of page) yield { position: row.position, at: row.at, entry: decode(row) };
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        position = last.position;
      }
    },
    async *follow(consumer, signal) {
      checkKey("consumer", consumer);
      const bell = createBell();
      using _appends = onAppend(space, bell.ring);
      signal.addEventListener("abort", bell.ring, { once: true });
      try {
        let position = signal.aborted ? 0 : await startCursor(consumer);
        while (!signal.aborted) {
          const page = await pageAfter(position);
          for (const row of page) {
            if (signal.aborted) return;
            position = row.position;
            yield { position, at: row.at, entry: decode(row), done: () => asOp({ op: "journal.done", space, consumer, position: row.position }) };
          }
          if (page.length === 0) await bell.rung();
        }
      } finally {
        signal.removeEventListener("abort", bell.ring);
      }
    },
    async truncate(before) {
      for (let removed = truncateBatch; removed === truncateBatch; ) {
        removed = await write(() => {
          const { changes } = sql.run(
            `DELETE FROM journal_entry WHERE position IN (
               SELECT position FROM journal_entry
               WHERE space = ?1 AND position < ?2 AND position <= coalesce((SELECT min(position) FROM journal_cursor WHERE space = ?1), ?2)
               ORDER BY position LIMIT ?3)`,
            space,
            before,
            truncateBatch,
          );
          return { keep: true, value: changes };
        });
      }
    },
  };
}

/** Remembers a ring that came while nobody waited. */
function createBell(): { ring(): void; rung(): Promise<void> } {
  let pending = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      pending = true;
      wake?.();
    },
    async rung() {
      if (!pending) await new Promise<void>((resolve) => (wake = resolve));
      pending = false;
      wake = undefined;
    },
  };
}
