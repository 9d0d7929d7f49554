import type { Records, Versioned } from "@instar/kernel/contracts";
import { asOp, recordIn } from "./apply-op.ts";
import { codecOf } from "./codec.ts";
import type { JsonFile } from "./json-file.ts";

export function openRecords<T>(file: JsonFile, space: string, shape: Versioned<T>): Records<T> {
  const codec = codecOf(space, shape);
  const records: Records<T> = {
    async get(key) {
      const found = recordIn(file.state, space, key, file.now());
      return found && { value: codec.decode(key, found), revision: found.revision };
    },
    async *entries(prefix = "") {
      const keys = [...(file.state.records.get(space)?.keys() ?? [])].filter((key) => key.startsWith(prefix)).sort();
      const found = keys.map((key) => [key, recordIn(file.state, space, key, file.now())] as const);
      for (const [key, kept] of found) if (kept !== undefined) yield [key, codec.decode(key, kept)];
    },
    put: (key, value, options = {}) => asOp({ op: "put", space, key, kept: codec.encode(key, value), ...options }),
    delete: (key, options = {}) => asOp({ op: "delete", space, key, ...options }),
    async update(key, change) {
      for (;;) {
        const found = await records.get(key);
        const next = change(found?.value);
        if (next === undefined) return found?.value;
        if ((await file.commit([records.put(key, next, { ifRevision: found?.revision ?? 0 })])).committed) return next;
      }
    },
  };
  return records;
}
