import type { Clock } from "@instar/kernel";
import type { Work } from "./commit-group.ts";
import type { SqlDriver } from "./sql-driver.ts";

/** What records, journals and queues share: one file, one writer, one clock. */
export interface StoreCore {
  readonly sql: SqlDriver;
  readonly clock: Clock;
  /** Reads outside any transaction of ours; waits while another process holds the file. Rejects with STORE_CLOSED, STORE_BUSY, STORE_FILE_BROKEN. */
  read<T>(look: () => T): Promise<T>;
  /** One durable transaction, shared with others that arrive at the same time. */
  write<T>(work: Work<T>): Promise<T>;
  /** Calls `ring` after each commit that appended to `space`, and when the store closes. */
  onAppend(space: string, ring: () => void): Disposable;
}
