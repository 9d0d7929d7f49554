import type { Effects } from "./op.ts";
import type { SqlDriver } from "./sql-driver.ts";
import { sqlFailureOf } from "./sql-failure.ts";

/** Runs inside the transaction, without waiting for anything; `keep: false` undoes what it wrote. */
export type Work<T> = (effects: Effects) => { readonly keep: boolean; readonly value: T };

interface Request {
  readonly work: Work<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** One transaction stays short enough that reading is not held up for long. */
const largestGroup = 256;

/**
 * Writes that arrive in the same turn of the event loop, or while one waits for the file, share a transaction and so one sync of the
 * disk. Each has a savepoint of its own: a conflict or a thrown error undoes that write only. They run in the order of their calls.
 */
export function createCommitGroup(parts: {
  readonly sql: SqlDriver;
  retry(attempt: () => void): Promise<void>;
  /** Turns a failure of the file into an error for people. */
  explain(error: unknown): unknown;
  /** Housekeeping that may ride along. */
  upkeep(): void;
  committed(effects: Effects): void;
}): { write<T>(work: Work<T>): Promise<T>; idle(): Promise<void> } {
  const { sql } = parts;
  const waiting: Request[] = [];
  let flushing: Promise<void> | undefined;

  function tryOne(request: Request, group: Effects): () => void {
    const own: Effects = { appended: new Set() };
    sql.run("SAVEPOINT one");
    try {
      const { keep, value } = request.work(own);
      if (!keep) sql.run("ROLLBACK TO one");
      sql.run("RELEASE one");
      if (keep) for (const space of own.appended) group.appended.add(space);
      return () => request.resolve(value);
    } catch (error) {
      if (sqlFailureOf(error) !== undefined) throw error; // the file's fault, so the whole transaction is in doubt
      sql.run("ROLLBACK TO one");
      sql.run("RELEASE one");
      return () => request.reject(error);
    }
  }

  function finish(group: readonly Request[], withUpkeep: boolean): void {
    const effects: Effects = { appended: new Set() };
    let settle: (() => void)[];
    try {
      settle = group.map((request) => tryOne(request, effects));
      if (withUpkeep) parts.upkeep();
      sql.run("COMMIT");
    } catch (error) {
      if (sql.inTransaction) sql.run("ROLLBACK");
      throw error;
    }
    for (const done of settle) done();
    parts.committed(effects);
  }

  async function flushGroup(): Promise<void> {
    try {
      await parts.retry(() => sql.run("BEGIN IMMEDIATE"));
    } catch (error) {
      for (const request of waiting.splice(0)) request.reject(parts.explain(error));
      return;
    }
    const group = waiting.splice(0, largestGroup);
    try {
      finish(group, true);
    } catch {
      // The error is explained below, one by one: on a full disk a small change may still fit when a large one beside it does not.
      for (const request of group) await finishAlone(request);
    }
  }

  async function finishAlone(request: Request): Promise<void> {
    try {
      await parts.retry(() => sql.run("BEGIN IMMEDIATE"));
      finish([request], false);
    } catch (error) {
      request.reject(parts.explain(error));
    }
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      await flushGroup();
    }
    // In the same step as the last look at `waiting`: a write that came later must start a flush of its own.
    flushing = undefined;
  }

  return {
    write: <T>(work: Work<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        flushing ??= flush();
      }),
    async idle() {
      await flushing;
    },
  };
}
