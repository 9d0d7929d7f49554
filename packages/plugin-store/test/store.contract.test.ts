import { join } from "node:path";
import { describeStoreContract } from "@instar/testing/store-contract";
import { openStore } from "../src/index.ts";

describeStoreContract("plugin-store", {
  open: (folder, clock) => openStore({ file: join(folder, "instar.db"), clock }),
  module: new URL("./fixtures/built-store.mjs", import.meta.url),
});
