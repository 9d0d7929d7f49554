import { closeSync, copyFileSync, existsSync, openSync, readSync, rmSync, statSync, truncateSync } from "node:fs";
import { createStoreFile } from "./create-store-file.ts";
import { layoutOf, layoutSteps, migrateLayout, tables } from "./schema.ts";
import { openSql, type SqlDriver, type SqlValue } from "./sql-driver.ts";

export interface SalvageReport {
  /** False when not even the table of contents could be read; then no file was written. */
  readonly readable: boolean;
  /** Every row of every table was read. When false, an unknown number is missing. */
  readonly complete: boolean;
  /** Rows that were carried over, per table. */
  readonly rows: Readonly<Record<string, number>>;
}

type Row = Record<string, SqlValue> & { readonly salvage_rowid: number };

/** How many row numbers are tried one by one behind a damaged place. */
const probes = 100_000;
const pageSize = 100;
/** A header that asks for more than this is taken for damaged itself. The padding is a hole in the file and takes no room. */
const longestPadBytes = 2 ** 40;

/** Reads what can be read of `broken` into a new store at `target`, which must not exist. Works on a copy: the damaged file stays as it is. */
export async function salvage(broken: string, target: string): Promise<SalvageReport> {
  const copy = `${target}.salvage`;
  const dispose = () => {
    for (const suffix of ["", "-wal", "-shm"]) rmSync(copy + suffix, { force: true });
  };
  dispose();
  for (const suffix of ["", "-wal"]) if (existsSync(broken + suffix)) copyFileSync(broken + suffix, copy + suffix);
  padCutOff(copy);
  const from = await openSql(copy);
  try {
    if (!openable(from)) return { readable: false, complete: false, rows: {} };
    const rows: Record<string, number> = {};
    let complete = true;
    await createStoreFile(target, (to) => {
      to.script("BEGIN IMMEDIATE");
      for (const table of tables) {
        const found = readAround(from, table);
        const carried = found.rows.filter((row) => insert(to, table, row)).length;
        rows[table] = carried;
        complete &&= found.complete && carried === found.rows.length;
      }
      repair(from, to);
      to.script("COMMIT");
    });
    return { readable: true, complete, rows };
  } finally {
    from.close();
    dispose();
  }
}

/** SQLite refuses a file that is shorter than its header says; with empty pages at the end, the others can be read. */
function padCutOff(file: string): void {
  const header = Buffer.alloc(100);
  const handle = openSync(file, "r");
  readSync(handle, header, 0, header.length, 0);
  closeSync(handle);
  if (header.toString("latin1", 0, 15) !== "SQLite format 3") return;
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const bytes = pageBytes * header.readUInt32BE(28);
  if (bytes > statSync(file).size && bytes < longestPadBytes) truncateSync(file, bytes);
}

function openable(sql: SqlDriver): boolean {
  try {
    if (layoutOf(sql) > layoutSteps.length) return false;
    migrateLayout(sql);
    return sql.all("SELECT name FROM sqlite_schema WHERE type = 'table'").length > 0;
  } catch {
    return false; // whatever it was, there is nothing to read; the caller names the original damage
  }
}

/** Forward up to the damage, backward down to it, then row by row in between. */
function readAround(sql: SqlDriver, table: string): { readonly rows: readonly Row[]; readonly complete: boolean } {
  const rows = new Map<number, Row>();
  const walk = (condition: string, order: string, start: number): { readonly reached: number; readonly whole: boolean } => {
    let reached = start;
    for (let limit = pageSize; ; ) {
      try {
        const page = sql.all<Row>(
          `SELECT rowid AS salvage_rowid, * FROM ${table} NOT INDEXED WHERE rowid ${condition} ? ORDER BY rowid ${order} LIMIT ?`,
          reached,
          limit,
        );
        for (const row of page) rows.set(row.salvage_rowid, row);
        reached = page.at(-1)?.salvage_rowid ?? reached;
        if (page.length < limit) return { reached, whole: true };
      } catch {
        if (limit === 1) return { reached, whole: false }; // the damaged place: the caller goes around it
        limit = 1;
      }
    }
  };
  const forward = walk(">", "ASC", Number.MIN_SAFE_INTEGER);
  if (forward.whole) return { rows: [...rows.values()], complete: true };
  const backward = walk("<", "DESC", Number.MAX_SAFE_INTEGER);
  const low = Math.max(forward.reached, 0);
  const high = Math.min(backward.reached, low + probes);
  for (let id = low + 1; id < high; id++) {
    try {
      const row = sql.get<Row>(`SELECT rowid AS salvage_rowid, * FROM ${table} NOT INDEXED WHERE rowid = ?`, id);
      if (row !== undefined) rows.set(id, row);
    } catch {
      // This row is on the damaged page; `complete: false` says so.
    }
  }
  return { rows: [...rows.values()], complete: false };
}

function insert(sql: SqlDriver, table: string, { salvage_rowid: _number, ...row }: Row): boolean {
  if (typeof row.value === "string" && sql.get<{ valid: number }>("SELECT json_valid(?) AS valid", row.value)?.valid !== 1) return false;
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join(", ");
  return sql.run(`INSERT OR IGNORE INTO ${table} (${columns.join(", ")}) VALUES (${places})`, ...Object.values(row)).changes === 1;
}

/** Numbers that were given out stay given out, and a queue whose first item was lost goes on with the next. */
function repair(from: SqlDriver, to: SqlDriver): void {
  const floor = "(SELECT max(coalesce((SELECT max(revision) FROM record), 0), coalesce((SELECT value FROM meta WHERE key = 'revision floor'), 0)))";
  to.script(`INSERT INTO meta (key, value) VALUES ('revision floor', ${floor}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  to.script(`UPDATE queue_item SET behind = order_key IS NOT NULL AND EXISTS (
    SELECT 1 FROM queue_item AS earlier WHERE earlier.space = queue_item.space AND earlier.order_key = queue_item.order_key AND earlier.id < queue_item.id)`);
  for (const [table, used] of [
    ["journal_entry", "max(coalesce((SELECT max(position) FROM journal_entry), 0), coalesce((SELECT max(position) FROM journal_cursor), 0))"],
    ["queue_item", "coalesce((SELECT max(id) FROM queue_item), 0)"],
  ] as const) {
    const seen = lastNumber(from, table);
    to.run("DELETE FROM sqlite_sequence WHERE name = ?", table);
    to.run(`INSERT INTO sqlite_sequence (name, seq) SELECT ?, max(?, ${used})`, table, seen);
  }
}

function lastNumber(sql: SqlDriver, table: string): number {
  try {
    return sql.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = ?", table)?.seq ?? 0;
  } catch {
    return 0; // damaged too: the numbers of the rows that were read are used instead
  }
}
