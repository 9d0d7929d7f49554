import type { Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { LastGood } from "./files/last-good.ts";

const textShape: Versioned<string> = { version: 1, schema: z.string() };

/** The last good version of each file of a job, in the store. */
export function openLastGood(store: Store): LastGood {
  const records = store.records("last-good", textShape);
  return {
    entries: () => records.entries(),
    async save(kept, gone) {
      const ops = [...[...kept].map(([slug, text]) => records.put(slug, text)), ...gone.map((slug) => records.delete(slug))];
      for (let index = 0; index < ops.length; index += 500) await store.commit(ops.slice(index, index + 500));
    },
  };
}
