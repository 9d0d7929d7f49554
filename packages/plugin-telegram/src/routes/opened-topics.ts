import type { Address } from "@instar/kernel";
import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { topicIdOf } from "./topic-id.ts";

/** By topic and session's key: that it had this topic opened. */
const openedShape: Versioned<{ readonly at: number }> = { version: 1, schema: z.object({ at: z.number() }) };

/** Which topics were opened for which sessions. A session is known by its key, so that it still finds them after `/new`. */
export function createOpenedTopics(store: Store): {
  note(topic: Address, by: string, at: number): Promise<void>;
  has(topic: Address, by: string): Promise<boolean>;
} {
  const records: Records<{ readonly at: number }> = store.records("opened-topics", openedShape);
  const keyOf = (topic: Address, by: string) => `${topicIdOf(topic)} ${by}`;
  return {
    note: async (topic, by, at) => void (await store.commit([records.put(keyOf(topic, by), { at })])),
    has: async (topic, by) => (await records.get(keyOf(topic, by))) !== undefined,
  };
}

export type OpenedTopics = ReturnType<typeof createOpenedTopics>;
