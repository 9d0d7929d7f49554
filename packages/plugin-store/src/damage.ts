import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Clock } from "@instar/kernel";
import { StoreError } from "./errors.ts";
import { applicationId, layoutOf, layoutSteps, tables } from "./schema.ts";
import type { SqlDriver } from "./sql-driver.ts";
import { sqlFailureOf } from "./sql-failure.ts";

/** What is wrong with a file, and where it is kept when it was set aside before. */
export interface Damage {
  readonly reason: string;
  readonly kept?: string;
  readonly cause?: unknown;
}

/** After an unclean end, files up to this size are read through once at the next start; about 60 ms. */
const fullCheckBytes = 64 * 1024 * 1024;

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size;
const markerOf = (file: string) => `${file}.suspect`;

/** The newest file that was set aside and not yet moved away by somebody. */
export function keptFileOf(file: string): string | undefined {
  const prefix = `${basename(file)}.broken-`;
  if (!existsSync(dirname(file))) return undefined;
  const kept = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name));
  const newest = kept.sort().at(-1);
  return newest === undefined ? undefined : join(dirname(file), newest);
}

/**
 * What can be told without opening the file. A missing file beside one that was set aside is damage, not a new beginning: otherwise a
 * supervisor's second attempt would start empty without a word.
 */
export function damageAtRest(file: string): Damage | undefined {
  const size = sizeOf(file);
  if (size === 0) return { reason: "it is empty" };
  if (size !== undefined) return undefined;
  const kept = keptFileOf(file);
  if (kept !== undefined) return { reason: "it was set aside earlier, and nobody has decided what to do", kept };
  if ((sizeOf(`${file}-wal`) ?? 0) > 0) return { reason: "it is missing, but its write-ahead log is there" };
  return undefined;
}

/** SQLite removes the log when it closes cleanly, so one that is left over tells of a crash; no flag of our own needs a write. */
export const wasLeftUnclean = (file: string) => (sizeOf(`${file}-wal`) ?? 0) > 0;

/** Makes the next start read the whole file through, whatever its size. Called when damage shows while the store is in use. */
export function markSuspect(file: string): void {
  try {
    writeFileSync(markerOf(file), "", { mode: 0o600 });
  } catch {
    // On a full or failing disk the next start may have to do without; the damage itself is reported either way.
  }
}

/**
 * Looks at an opened file: always the header, the length, the layout and every table's first row; the whole
 * file only after an unclean end or a suspicion. Throws STORE_NEWER and STORE_FOREIGN_FILE, which are not damage.
 */
export function findDamage(sql: SqlDriver, file: string, unclean: boolean): Damage | undefined {
  try {
    const layout = layoutOf(sql);
    if (sql.get<{ application_id: number }>("PRAGMA application_id")?.application_id !== applicationId) throw StoreError.FOREIGN_FILE(file);
    if (layout > layoutSteps.length) throw StoreError.NEWER(file, layout, layoutSteps.length);
    if (layout === layoutSteps.length) for (const table of tables) sql.get(`SELECT * FROM ${table} LIMIT 1`);
    if (!unclean && isCutOff(sql, file)) return { reason: "its end is missing" };
    const isSuspect = existsSync(markerOf(file));
    if (isSuspect || (unclean && (sizeOf(file) ?? 0) <= fullCheckBytes)) {
      const first = sql.get<{ quick_check: string }>("PRAGMA quick_check(1)")?.quick_check;
      if (first !== "ok") return { reason: String(first) };
    }
    if (isSuspect) rmSync(markerOf(file));
    return undefined;
  } catch (cause) {
    if (sqlFailureOf(cause) === "broken" || isMissingTable(cause)) return { reason: (cause as Error).message, cause };
    throw cause;
  }
}

/** SQLite itself does not notice when a part of the last page is gone. While there is a log, the file may rightly be shorter than its header says. */
function isCutOff(sql: SqlDriver, file: string): boolean {
  const pages = sql.get<{ page_count: number }>("PRAGMA page_count")?.page_count ?? 0;
  const pageBytes = sql.get<{ page_size: number }>("PRAGMA page_size")?.page_size ?? 0;
  return pages * pageBytes > (sizeOf(file) ?? 0);
}

const isMissingTable = (error: unknown) => error instanceof Error && /^no such (table|column)/.test(error.message);

/** Renames the file with its log, so that nothing writes to it any more. Returns the new name. */
export function setAside(file: string, clock: Clock): string {
  const stamp = new Date(clock.now()).toISOString().replaceAll(":", "-");
  let kept = `${file}.broken-${stamp}`;
  for (let n = 2; existsSync(kept); n++) kept = `${file}.broken-${stamp}-${n}`;
  if (existsSync(file)) renameSync(file, kept);
  else writeFileSync(kept, "", { mode: 0o600 }); // its log is all there is; the name must be found again
  for (const suffix of ["-wal", "-shm"]) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  rmSync(markerOf(file), { force: true });
  return kept;
}
