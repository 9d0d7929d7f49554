import { isMainThread } from "node:worker_threads";
import { StoreError } from "./errors.ts";

export type SqlValue = string | number | null;

/** The few calls that we need of SQLite. There is no iterator: one that is not drained leaves a read open and makes later writes fail. */
export interface SqlDriver {
  readonly engine: EngineName;
  run(sql: string, ...values: SqlValue[]): { readonly changes: number; readonly lastId: number };
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): readonly Row[];
  /** Several statements at once, without values; not cached. */
  script(sql: string): void;
  readonly inTransaction: boolean;
  /**
   * Writes the log back into the file and closes. `@photostructure/sqlite` keeps the file open until the garbage collector has taken the prepared
   * statements, so an unfinished log would stay behind; whoever needs the file free at once uses `script` only.
   */
  close(): void;
  /** Closes without writing to the file: for one that is to be kept as it was found. */
  abandon(): void;
}

export type EngineName = "node:sqlite" | "@photostructure/sqlite";

interface Statement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
}

interface Database {
  prepare(sql: string): Statement;
  exec(sql: string): void;
  close(): void;
  readonly isTransaction: boolean;
}

type DatabaseClass = new (file: string, options?: { readOnly?: boolean }) => Database;

/** Node's own engine from 24 on (before, it is absent or prints a warning); otherwise the prebuilt addon of the same shape. */
async function loadEngine(): Promise<{ readonly name: EngineName; readonly Database: DatabaseClass }> {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const name: EngineName = major >= 24 ? "node:sqlite" : "@photostructure/sqlite";
  try {
    // getBuiltinModule: a bundler sees no import that it would try to resolve on an older Node.
    const module = name === "node:sqlite" ? process.getBuiltinModule(name) : await import("@photostructure/sqlite");
    return { name, Database: (module as unknown as { DatabaseSync: DatabaseClass }).DatabaseSync };
  } catch (cause) {
    throw StoreError.ENGINE_MISSING(name, { cause });
  }
}

/** Opens `file` with a 50 ms busy timeout: longer waits belong to `retryBusy`, which does not stop the event loop. */
export async function openSql(file: string, options: { readonly readOnly?: boolean } = {}): Promise<SqlDriver> {
  if (!isMainThread) throw StoreError.MAIN_THREAD_ONLY();
  const engine = await loadEngine();
  const database = new engine.Database(file, { readOnly: options.readOnly ?? false });
  database.exec("PRAGMA busy_timeout = 50");
  return driverOf(engine.name, database);
}

function driverOf(engine: EngineName, database: Database): SqlDriver {
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    engine,
    run(sql, ...values) {
      const { changes, lastInsertRowid } = prepared(sql).run(...values);
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    get: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as Row[],
    script: (sql) => database.exec(sql),
    get inTransaction() {
      return database.isTransaction;
    },
    close() {
      statements.clear();
      try {
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch {
        // Somebody reads it or the disk is full: the log stays, and the next opening takes it from there.
      }
      database.close();
    },
    abandon() {
      statements.clear();
      database.close();
    },
  };
}
