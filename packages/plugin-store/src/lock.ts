import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Clock, systemClock } from "@instar/kernel";
import { StoreError } from "./errors.ts";
import { explainFailure } from "./explain-failure.ts";
import { openSql, type SqlDriver } from "./sql-driver.ts";
import { sqlFailureOf } from "./sql-failure.ts";

export interface LockHolder {
  readonly pid: number;
  /** When that process started, in ms since the epoch. */
  readonly startedAt: number;
}

export interface FileLock extends AsyncDisposable, Disposable {
  readonly path: string;
  readonly holder: LockHolder;
  /** Gives the lock back. May be called twice. */
  release(): void;
}

/**
 * Takes the lock for as long as this process lives; rejects with STORE_LOCKED at once when somebody else has it, naming the holder when it is
 * known. It is a database lock of the operating system, which falls with its holder however that ends: no process id is ever guessed from.
 * Nobody may open `path` in any other way while holding it: on POSIX, closing such a handle would drop the lock.
 */
export async function openLock(path: string, options: { readonly clock?: Clock } = {}): Promise<FileLock> {
  const { clock = systemClock } = options;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const sql = await take(path);
  chmodSync(path, 0o600);
  const holder = { pid: process.pid, startedAt: Math.round(clock.now() - process.uptime() * 1_000) };
  writeHolder(path, holder);

  let held = true;
  const release = () => {
    if (!held) return;
    held = false;
    process.removeListener("exit", release);
    rmSync(holderFile(path), { force: true });
    sql.abandon();
  };
  // Besides tidying up, this keeps the handle reachable: one that the garbage collector takes would let a second owner in.
  process.on("exit", release);
  return { path, holder, release, [Symbol.dispose]: release, [Symbol.asyncDispose]: async () => release() };
}

/** Who holds the lock, as far as it said so. Tells nothing about whether it still lives: only `openLock` does. */
export function readLockHolder(path: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(holderFile(path), "utf8")) as Partial<LockHolder>;
    return typeof holder.pid === "number" && typeof holder.startedAt === "number" ? { pid: holder.pid, startedAt: holder.startedAt } : undefined;
  } catch {
    return undefined; // not written yet, or never: the lock itself does not depend on it
  }
}

async function take(path: string): Promise<SqlDriver> {
  let sql: SqlDriver | undefined;
  try {
    sql = await openSql(path);
    sql.script("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    return sql;
  } catch (error) {
    sql?.abandon();
    if (sqlFailureOf(error) === "busy") throw StoreError.LOCKED(path, describeHolder(readLockHolder(path)), { cause: error });
    throw explainFailure(path, error);
  }
}

const describeHolder = (holder: LockHolder | undefined) =>
  holder === undefined ? "another process" : `process ${holder.pid}, which started at ${new Date(holder.startedAt).toISOString()}`;

const holderFile = (path: string) => `${path}.holder.json`;

function writeHolder(path: string, holder: LockHolder): void {
  const draft = `${holderFile(path)}.${holder.pid}`;
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  renameSync(draft, holderFile(path));
}
