import type { Clock } from "@instar/kernel";
import type { Store } from "@instar/kernel/contracts";
import { openJournal } from "./journal.ts";
import { openJsonFile } from "./json-file.ts";
import { openQueue } from "./queue.ts";
import { openRecords } from "./records.ts";

export interface OpenedStore extends AsyncDisposable {
  /** Each consumer sees its own names. */
  store(consumer: string): Store;
}

/** Rejects with JSON_STORE_UNREADABLE. */
export async function openJsonStore(path: string, clock: Clock): Promise<OpenedStore> {
  const file = await openJsonFile(path, () => clock.now());
  return {
    store: (consumer) => ({
      records: (name, shape) => openRecords(file, `${consumer}/${name}`, shape),
      journal: (name, shape) => openJournal(file, `${consumer}/${name}`, shape),
      queue: (name, shape) => openQueue(file, `${consumer}/${name}`, shape),
      commit: (ops) => file.commit(ops),
      asKeyv: () => {
        throw new Error("The JSON store has no Keyv; use records.");
      },
    }),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}
