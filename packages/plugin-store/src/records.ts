import type { Clock } from "@instar/kernel";
import type { Records, Versioned } from "@instar/kernel/contracts";
import { checkKey, prefixEnd } from "./key.ts";
import { asOp, type Handlers } from "./op.ts";
import { codecOf } from "./shape.ts";
import type { SqlDriver } from "./sql-driver.ts";
import type { StoreCore } from "./store-core.ts";

const pageSize = 200;

interface Row {
  readonly key: string;
  readonly version: number;
  readonly revision: number;
  readonly expires: number | null;
  readonly value: string;
}

const selectOne = "SELECT key, version, revision, expires, value FROM record WHERE space = ? AND key = ?";
const selectPage =
  "SELECT key, version, revision, expires, value FROM record WHERE space = ? AND key >= ? AND key > ? AND (expires IS NULL OR expires > ?) ORDER BY key LIMIT ?";
const selectPageBelow = selectPage.replace("ORDER BY", "AND key < ? ORDER BY");

const isLive = (row: { readonly expires: number | null }, now: number) => row.expires === null || row.expires > now;

/**
 * A revision never comes back for a key: one that was deleted and made anew continues above every deleted revision. Whoever still holds the
 * old number then meets a conflict, not somebody else's value.
 */
export function raiseRevisionFloor(sql: SqlDriver, revision: number): void {
  sql.run("INSERT INTO meta (key, value) VALUES ('revision floor', ?) ON CONFLICT (key) DO UPDATE SET value = max(value, excluded.value)", revision);
}

const revisionFloor = (sql: SqlDriver) => sql.get<{ value: number }>("SELECT value FROM meta WHERE key = 'revision floor'")?.value ?? 0;

function write(sql: SqlDriver, space: string, key: string, row: Omit<Row, "key">): void {
  sql.run(
    `INSERT INTO record (space, key, version, revision, expires, value) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (space, key) DO UPDATE SET version = excluded.version, revision = excluded.revision, expires = excluded.expires, value = excluded.value`,
    space,
    key,
    row.version,
    row.revision,
    row.expires,
    row.value,
  );
}

/** The reason why an expected revision does not hold. */
function mismatch(space: string, key: string, expected: number | undefined, found: number): string | undefined {
  if (expected === undefined || expected === found) return undefined;
  if (expected === 0) return `${space} "${key}" exists already.`;
  return found === 0 ? `${space} "${key}" is gone.` : `${space} "${key}" was changed meanwhile (revision ${found}, expected ${expected}).`;
}

export function recordHandlers(sql: SqlDriver, clock: Clock): Pick<Handlers, "record.put" | "record.delete"> {
  return {
    "record.put"({ space, key, version, value, ifRevision, ttlMs }) {
      const now = clock.now();
      const row = sql.get<Row>(selectOne, space, key);
      const conflict = mismatch(space, key, ifRevision, row !== undefined && isLive(row, now) ? row.revision : 0);
      if (conflict !== undefined) return conflict;
      const revision = (row?.revision ?? revisionFloor(sql)) + 1;
      write(sql, space, key, { version, revision, expires: ttlMs === undefined ? null : now + ttlMs, value });
      return undefined;
    },
    "record.delete"({ space, key, ifRevision }) {
      const row = sql.get<Row>(selectOne, space, key);
      const conflict = mismatch(space, key, ifRevision, row !== undefined && isLive(row, clock.now()) ? row.revision : 0);
      if (conflict !== undefined || row === undefined) return conflict;
      raiseRevisionFloor(sql, row.revision);
      sql.run("DELETE FROM record WHERE space = ? AND key = ?", space, key);
      return undefined;
    },
  };
}

export function openRecords<T>({ sql, clock, read, write: transact }: StoreCore, space: string, shape: Versioned<T>): Records<T> {
  const codec = codecOf(space, shape);
  const find = (key: string) => {
    const row = sql.get<Row>(selectOne, space, key);
    return row !== undefined && isLive(row, clock.now()) ? row : undefined;
  };

  return {
    async get(key) {
      const row = await read(() => find(checkKey("key", key)));
      return row && { value: codec.decode(key, row.version, row.value), revision: row.revision };
    },
    async *entries(prefix = "", { after: first = "" } = {}) {
      if (prefix !== "") checkKey("prefix", prefix);
      const end = prefixEnd(prefix);
      for (let after = first; ; ) {
        const page = await read(() =>
          end === undefined
            ? sql.all<Row>(selectPage, space, prefix, after, clock.now(), pageSize)
            : sql.all<Row>(selectPageBelow, space, prefix, after, clock.now(), end, pageSize),
        );
        for (const row of page) yield [row.key, codec.decode(row.key, row.version, row.value)] as const;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        after = last.key;
      }
    },
    put(key, value, options = {}) {
      return asOp({ op: "record.put", space, key: checkKey("key", key), version: codec.version, value: codec.encode(key, value), ...options });
    },
    delete(key, options = {}) {
      return asOp({ op: "record.delete", space, key: checkKey("key", key), ...options });
    },
    /** `change` runs inside the transaction, so there is nothing to repeat; the row keeps its remaining time to live. */
    async update(key, change) {
      checkKey("key", key);
      return transact(() => {
        const row = find(key);
        const current = row && codec.decode(key, row.version, row.value);
        const value = change(current);
        if (value === undefined) return { keep: false, value: current };
        const text = codec.encode(key, value);
        const revision = (row?.revision ?? sql.get<Row>(selectOne, space, key)?.revision ?? revisionFloor(sql)) + 1;
        write(sql, space, key, { version: codec.version, revision, expires: row?.expires ?? null, value: text });
        return { keep: true, value: codec.decode(key, codec.version, text) };
      });
    },
  };
}
