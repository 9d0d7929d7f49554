import { systemClock } from "@instar/kernel";
import type { Store } from "@instar/kernel/contracts";
import { createJiti } from "jiti";
import type { StoreHarness } from "./store-contract.ts";

// The child of the kill test: writes without end and prints the id of each commit once it has resolved.
const [module = "", folder = "", round = ""] = process.argv.slice(2);
const { open } = (module.endsWith("ts") ? await createJiti(import.meta.url).import(module) : await import(module)) as Pick<StoreHarness, "open">;
const store: Store = (await open(folder, systemClock)).store("writer");
const shape = {
  version: 1,
  schema: { "~standard": { version: 1, vendor: "instar-testing", validate: (value: unknown) => ({ value: value as string }) } },
} as const;
const records = store.records<string>("r", shape);
const journal = store.journal<string>("j", shape);
const queue = store.queue<string>("q", shape);

async function write(lane: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `${round}-${lane}-${n}`;
    const outcome = await store.commit([
      records.put(id, "x".repeat(500), { ifRevision: 0 }),
      journal.append(id),
      queue.enqueue(id, { dedupe: id, order: String(n % 3) }),
    ]);
    if (!outcome.committed) throw new Error(outcome.conflict);
    process.stdout.write(`${id}\n`);
  }
}
await Promise.all([write(0), write(1), write(2)]);
