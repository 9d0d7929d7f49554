import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { migrateLayout } from "./schema.ts";
import { openSql, type SqlDriver } from "./sql-driver.ts";

/**
 * Built beside and renamed into place, so that an empty file is always damage and never a start that was cut short. The draft has no
 * write-ahead log: one engine's `close` leaves the log behind while prepared statements live, and it would not be renamed with the file.
 */
export async function createStoreFile(file: string, fill?: (sql: SqlDriver) => void): Promise<void> {
  const draft = `${file}.new`;
  for (const suffix of ["", "-journal"]) rmSync(draft + suffix, { force: true });
  closeSync(openSync(draft, "wx", 0o600));
  const sql = await openSql(draft);
  try {
    sql.script("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
    migrateLayout(sql);
    fill?.(sql);
  } finally {
    sql.close();
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  if (process.platform === "win32") return; // a folder cannot be opened there
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
