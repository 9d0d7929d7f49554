import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock, Logger } from "@instar/kernel";
import { createStoreFile } from "./create-store-file.ts";
import { type Damage, damageAtRest, findDamage, setAside, wasLeftUnclean } from "./damage.ts";
import { StoreError } from "./errors.ts";
import { retryBusy } from "./retry-busy.ts";
import { type SalvageReport, salvage } from "./salvage.ts";
import { migrateLayout } from "./schema.ts";
import { openSql, type SqlDriver } from "./sql-driver.ts";

export interface StoreFileOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly log?: Logger;
  /**
   * What to do with a damaged file, after it was set aside: refuse to open (the default, also at the next start), read out what can be read
   * into a new file, or begin empty. Nothing is ever deleted.
   */
  readonly whenBroken?: "fail" | "salvage" | "fresh";
  /** The file stays below this size; a write beyond it rejects with STORE_DISK_FULL. */
  readonly maxSizeBytes?: number;
}

/** What became of a damaged file. */
export interface Rescue {
  readonly kept: string;
  readonly reason: string;
  readonly report?: SalvageReport;
}

/** Opens the file, makes it when there is none, brings its layout up to date. Whoever calls this holds the agent's lock. */
export async function openStoreFile(options: StoreFileOptions): Promise<{ readonly sql: SqlDriver; readonly rescue?: Rescue }> {
  const { file, clock, log, whenBroken = "fail" } = options;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let damage = damageAtRest(file);
  if (damage === undefined) {
    if (!existsSync(file)) await createStoreFile(file);
    const opened = await openExisting(options);
    if ("sql" in opened) return opened;
    damage = { ...opened.damage, kept: opened.setAside() };
  }

  const { reason, cause } = damage;
  const kept = damage.kept ?? setAside(file, clock);
  const broken = (why: string) => StoreError.FILE_BROKEN(file, why, kept, { cause });
  if (whenBroken === "fail") throw broken(reason);
  let report: SalvageReport | undefined;
  if (whenBroken === "salvage") {
    report = await salvage(kept, file);
    if (report.readable === false) throw broken(`${reason}; nothing in it could be read`);
  } else {
    await createStoreFile(file);
  }
  log?.warn("The store was damaged and has been replaced; the damaged file was kept.", { file, kept, reason, ...report });
  const reopened = await openExisting(options);
  if ("damage" in reopened) throw StoreError.FILE_BROKEN(file, reopened.damage.reason, undefined, { cause: reopened.damage.cause });
  return { sql: reopened.sql, rescue: { kept, reason, ...(report && { report }) } };
}

type Opened = { readonly sql: SqlDriver } | { readonly damage: Damage; setAside(): string };

async function openExisting({ file, clock, maxSizeBytes }: StoreFileOptions): Promise<Opened> {
  const unclean = wasLeftUnclean(file);
  for (const path of [file, `${file}-wal`, `${file}-shm`]) makePrivate(path);
  const sql = await openSql(file);
  try {
    const damage = await retryBusy(file, clock, () => findDamage(sql, file, unclean));
    if (damage !== undefined) return { damage, setAside: () => setAsideOpen(sql, file, clock) };
    await retryBusy(file, clock, () => {
      // FULL: a resolved commit is on the disk. The log is cut back to 16 MB after a burst.
      sql.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216; PRAGMA trusted_schema = OFF");
      migrateLayout(sql);
    });
    if (maxSizeBytes !== undefined) limitSize(sql, maxSizeBytes);
    return { sql };
  } catch (error) {
    sql.abandon();
    throw error;
  }
}

/** Renamed while still open, where the system allows it: SQLite sees that the file has moved and then leaves it and its log untouched on closing. */
function setAsideOpen(sql: SqlDriver, file: string, clock: Clock): string {
  if (process.platform === "win32") sql.abandon();
  const kept = setAside(file, clock);
  if (process.platform !== "win32") sql.abandon();
  return kept;
}

function limitSize(sql: SqlDriver, maxSizeBytes: number): void {
  const pageBytes = sql.get<{ page_size: number }>("PRAGMA page_size")?.page_size ?? 4_096;
  sql.script(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxSizeBytes / pageBytes))}`);
}

function makePrivate(path: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode !== undefined && process.platform !== "win32" && (mode & 0o077) !== 0) chmodSync(path, 0o600);
}
