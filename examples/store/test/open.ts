import { join } from "node:path";
import type { StoreHarness } from "@instar/testing/store-contract";
import { openJsonStore } from "../src/open-json-store.ts";

/** For the contract, also in the process that it kills in the middle of writing. */
export const open: StoreHarness["open"] = async (folder, clock) => {
  const opened = await openJsonStore(join(folder, "store.json"), clock);
  return { store: opened.store, close: async () => opened[Symbol.asyncDispose]() };
};
