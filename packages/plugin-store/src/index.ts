import { join, resolve } from "node:path";
import { definePlugin } from "@instar/kernel";
import { HealthChecks, Store } from "@instar/kernel/contracts";
import { storeHealth } from "./health-check.ts";
import { openStore } from "./open-store.ts";
import { storeOptions } from "./options.ts";

export { StoreError } from "./errors.ts";
export { type FileLock, type LockHolder, openLock, readLockHolder } from "./lock.ts";
export type { StoreOp } from "./op.ts";
export { type OpenedStore, openStore } from "./open-store.ts";
export { type SalvageReport, salvage } from "./salvage.ts";
export type { Rescue, StoreFileOptions } from "./store-file.ts";

/** Keeps what plugins must not lose: records, journals and queues in one SQLite file, with one commit across them. */
export default definePlugin({
  api: 1,
  name: "store",
  options: storeOptions,
  provides: Store,
  async setup({ options, paths, clock, log, own, contribute }) {
    const file = options.file === undefined ? join(paths.home, "instar.db") : resolve(paths.project, options.file);
    const opened = own(await openStore({ file, clock, log, whenBroken: options.whenBroken }));
    contribute(HealthChecks, storeHealth(opened));
    return (consumer: string) => opened.store(consumer);
  },
});
