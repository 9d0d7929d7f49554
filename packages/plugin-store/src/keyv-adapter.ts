import { createRequire } from "node:module";
import type { Records, Store } from "@instar/kernel/contracts";
import type { Keyv, KeyvStoreAdapter } from "keyv";
import { z } from "zod";

/** Keyv's own wrapping, as text. */
const keyvShape = { version: 1, schema: z.string() };

/**
 * A Keyv over the records `keyv:<namespace>`. Loaded when first asked for: few plugins want one. It throws on errors, because lost state must be
 * loud; expiry follows the store's clock; keys stay as they are (no `namespace:` prefix, since the records are a namespace of their own).
 */
export function openKeyv(store: Store, namespace: string): Keyv {
  const { Keyv: KeyvClass } = createRequire(import.meta.url)("keyv") as typeof import("keyv");
  return new KeyvClass({
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: ({ value }) => JSON.stringify({ value }), // without `expires`: keyv would compare it with the machine's clock
    deserialize: (text) => JSON.parse(text),
    store: adapterOver(store, store.records<string>(`keyv:${namespace}`, keyvShape)),
  });
}

function adapterOver(store: Store, records: Records<string>): KeyvStoreAdapter {
  const adapter: KeyvStoreAdapter = {
    // Keyv ignores `iterator` unless the dialect is one of its own, and reads `url` without looking whether there is one.
    opts: { dialect: "sqlite", url: "" },
    async get<Value>(key: string) {
      return (await records.get(key))?.value as Value | undefined;
    },
    async set(key: string, value: string, ttlMs?: number) {
      await store.commit([records.put(key, value, ttlMs === undefined ? {} : { ttlMs })]);
      return true;
    },
    async delete(key) {
      const found = await records.get(key);
      if (found === undefined) return false;
      return (await store.commit([records.delete(key, { ifRevision: found.revision })])).committed;
    },
    async clear() {
      for await (const [key] of records.entries()) await store.commit([records.delete(key)]);
    },
    async *iterator() {
      for await (const [key, value] of records.entries()) yield [key, value] as never;
    },
    on: () => adapter, // every failure is thrown, so there is no event to listen for
  };
  return adapter;
}
