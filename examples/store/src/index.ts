import { join, resolve } from "node:path";
import { definePlugin } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import { z } from "zod";
import { openJsonStore } from "./open-json-store.ts";

/** Keeps all that the house knows in one JSON file that people can read. It takes the place of the default store. */
export default definePlugin({
  api: 1,
  name: "json-store",
  options: z.strictObject({ file: z.string().optional().describe("where it is, from the agent's folder; default .instar/store.json") }),
  provides: Store,
  async setup({ options, paths, clock, own }) {
    const file = options.file === undefined ? join(paths.home, "store.json") : resolve(paths.project, options.file);
    const opened = own(await openJsonStore(file, clock));
    return (consumer: string) => opened.store(consumer);
  },
});
