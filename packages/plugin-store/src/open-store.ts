import { resolve } from "node:path";
import type { Op, Store } from "@instar/kernel/contracts";
import { createCommitGroup } from "./commit-group.ts";
import { markSuspect } from "./damage.ts";
import { StoreError } from "./errors.ts";
import { explainFailure } from "./explain-failure.ts";
import { journalHandlers, openJournal } from "./journal.ts";
import { spaceName } from "./key.ts";
import { openKeyv } from "./keyv-adapter.ts";
import type { Effects, Handlers, StoreOp } from "./op.ts";
import { openQueue, queueHandlers } from "./queue.ts";
import { openRecords, recordHandlers } from "./records.ts";
import { retryBusy } from "./retry-busy.ts";
import type { EngineName } from "./sql-driver.ts";
import { sqlFailureOf } from "./sql-failure.ts";
import type { StoreCore } from "./store-core.ts";
import { openStoreFile, type Rescue, type StoreFileOptions } from "./store-file.ts";
import { createUpkeep } from "./upkeep.ts";

export interface OpenedStore extends AsyncDisposable {
  readonly file: string;
  readonly engine: EngineName;
  /** What became of a damaged file at this opening. */
  readonly rescue?: Rescue;
  /** The store as `consumer` sees it: its names do not meet those of others. Any of these may commit the ops of all. */
  store(consumer: string): Store;
  /** Reads one row of the file; rejects as any read does. */
  probe(): Promise<void>;
  /** Finishes what was handed to `commit`, then closes the file. Followers end with STORE_CLOSED. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens or makes the store in `file`. Rejects with STORE_FILE_BROKEN (see `whenBroken`), STORE_NEWER, STORE_FOREIGN_FILE, STORE_UNAVAILABLE,
 * STORE_DISK_FULL, STORE_BUSY. One process at a time writes to it: the caller holds the agent's lock.
 */
export async function openStore(options: StoreFileOptions): Promise<OpenedStore> {
  const { clock } = options;
  const file = resolve(options.file);
  const { sql, rescue } = await openStoreFile({ ...options, file }).catch((error: unknown) => {
    throw explainFailure(file, error);
  });

  const bells = new Map<string, Set<() => void>>();
  const ring = (space: string) => {
    for (const run of bells.get(space) ?? []) run();
  };
  const explain = (error: unknown) => {
    if (sqlFailureOf(error) === "broken") markSuspect(file);
    return explainFailure(file, error);
  };
  const group = createCommitGroup({
    sql,
    explain,
    retry: (attempt) => retryBusy(file, clock, attempt),
    upkeep: createUpkeep(sql, clock),
    committed: ({ appended }) => appended.forEach(ring),
  });
  let closing: Promise<void> | undefined;

  const core: StoreCore = {
    sql,
    clock,
    async read(look) {
      if (closing !== undefined) throw StoreError.CLOSED(file);
      try {
        return await retryBusy(file, clock, look);
      } catch (error) {
        throw explain(error);
      }
    },
    async write(work) {
      if (closing !== undefined) throw StoreError.CLOSED(file);
      return group.write(work);
    },
    onAppend(space, run) {
      const runs = bells.get(space) ?? new Set();
      bells.set(space, runs.add(run));
      return { [Symbol.dispose]: () => void (runs.delete(run) && runs.size === 0 && bells.delete(space)) };
    },
  };

  const handlers: Handlers = { ...recordHandlers(sql, clock), ...journalHandlers(sql, clock), ...queueHandlers(sql, clock) };
  const commit: Store["commit"] = async (ops) => {
    if (ops.length === 0) return { committed: true };
    return core.write<Awaited<ReturnType<Store["commit"]>>>((effects) => {
      for (const op of ops) {
        const conflict = carryOut(handlers, op, effects);
        if (conflict !== undefined) return { keep: false, value: { committed: false, conflict } };
      }
      return { keep: true, value: { committed: true } };
    });
  };

  const close = async () => {
    await group.idle();
    for (const space of [...bells.keys()]) ring(space);
    sql.close();
  };

  return {
    file,
    engine: sql.engine,
    ...(rescue && { rescue }),
    store(consumer) {
      const store: Store = {
        records: (name, shape) => openRecords(core, spaceName(consumer, name), shape),
        journal: (name, shape) => openJournal(core, spaceName(consumer, name), shape),
        queue: (name, shape) => openQueue(core, spaceName(consumer, name), shape),
        commit,
        asKeyv: (namespace) => openKeyv(store, namespace),
      };
      return store;
    },
    async probe() {
      await core.read(() => sql.get("SELECT * FROM meta LIMIT 1"));
    },
    close: () => (closing ??= close()),
    [Symbol.asyncDispose]: () => (closing ??= close()),
  };
}

function carryOut(handlers: Handlers, op: Op, effects: Effects): string | undefined {
  const handler = Object.hasOwn(handlers, op.op) ? (handlers[op.op as StoreOp["op"]] as (op: Op, effects: Effects) => string | undefined) : undefined;
  if (handler === undefined) throw StoreError.OP_UNKNOWN(String(op.op));
  return handler(op, effects);
}
