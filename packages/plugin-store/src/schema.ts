import type { SqlDriver } from "./sql-driver.ts";

/** "Inst" in ASCII: tells our file from any other SQLite database. */
export const applicationId = 0x49_6e_73_74;

/**
 * Step n brings a file from layout n to n + 1; `user_version` holds the layout. Steps that were released never change.
 * All tables have a rowid, so that `salvage` can walk around a damaged page.
 */
export const layoutSteps: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL);

  CREATE TABLE record (
    id INTEGER PRIMARY KEY, space TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, revision INTEGER NOT NULL, expires INTEGER, value TEXT NOT NULL,
    UNIQUE (space, key)
  );
  CREATE INDEX record_expires ON record (expires) WHERE expires IS NOT NULL;

  CREATE TABLE journal_entry (
    position INTEGER PRIMARY KEY AUTOINCREMENT, space TEXT NOT NULL, at INTEGER NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL
  );
  CREATE INDEX journal_entry_space ON journal_entry (space);
  CREATE TABLE journal_cursor (
    id INTEGER PRIMARY KEY, space TEXT NOT NULL, consumer TEXT NOT NULL, position INTEGER NOT NULL,
    UNIQUE (space, consumer)
  );

  CREATE TABLE queue_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, space TEXT NOT NULL, order_key TEXT, dedupe TEXT, priority INTEGER NOT NULL, ready_at INTEGER NOT NULL,
    behind INTEGER NOT NULL, claims INTEGER NOT NULL DEFAULT 0, holder TEXT, version INTEGER NOT NULL, value TEXT NOT NULL
  );
  CREATE INDEX queue_item_next ON queue_item (space, priority DESC, id) WHERE behind = 0;
  CREATE INDEX queue_item_order ON queue_item (space, order_key, id) WHERE order_key IS NOT NULL;
  CREATE TABLE queue_dedupe (
    id INTEGER PRIMARY KEY, space TEXT NOT NULL, dedupe TEXT NOT NULL, forget_at INTEGER,
    UNIQUE (space, dedupe)
  );
  CREATE INDEX queue_dedupe_forget ON queue_dedupe (forget_at) WHERE forget_at IS NOT NULL;
  `,
];

/** The tables of the newest layout, in an order in which they may be copied. */
export const tables = ["meta", "record", "journal_entry", "journal_cursor", "queue_item", "queue_dedupe"] as const;

export const layoutOf = (sql: SqlDriver): number => sql.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;

/** Brings the file to the newest layout, in one transaction: all steps or none. */
export function migrateLayout(sql: SqlDriver, steps: readonly string[] = layoutSteps): void {
  const from = layoutOf(sql);
  if (from >= steps.length) return;
  sql.script("BEGIN IMMEDIATE");
  try {
    for (const step of steps.slice(from)) sql.script(step);
    sql.script(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`);
  } catch (error) {
    if (sql.inTransaction) sql.script("ROLLBACK");
    throw error;
  }
}
