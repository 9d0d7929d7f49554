import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** What is known of a topic. Telegram lists none: this is what was heard of them, and what the agent opened itself. */
export interface KnownTopic {
  readonly chat: number;
  readonly thread: number;
  readonly name: string;
  /** The agent opened it: everything that is written there is meant for it. */
  readonly own?: boolean;
  readonly closed?: boolean;
  /** The agent closed it, and opens it when it has something to say there. */
  readonly closedByAgent?: boolean;
  /** Epoch ms. */
  readonly openedAt: number;
}

export interface TopicBook {
  get(chat: number, thread: number): Promise<KnownTopic | undefined>;
  all(): Promise<readonly KnownTopic[]>;
  /** Durable when it resolves. */
  note(topic: KnownTopic): Promise<void>;
  /** Changes what is known of it; does nothing when nothing is. */
  change(chat: number, thread: number, change: Partial<Pick<KnownTopic, "name" | "closed" | "closedByAgent">>): Promise<void>;
  forget(chat: number, thread: number): Promise<void>;
}

const topicShape = {
  version: 1,
  schema: z.object({
    chat: z.number(),
    thread: z.number(),
    name: z.string(),
    own: z.boolean().optional(),
    closed: z.boolean().optional(),
    closedByAgent: z.boolean().optional(),
    openedAt: z.number(),
  }),
} as unknown as Versioned<KnownTopic>;

export function createTopicBook(store: Store): TopicBook {
  const records: Records<KnownTopic> = store.records("topics", topicShape);
  const keyOf = (chat: number, thread: number) => `${chat}/${thread}`;
  return {
    get: async (chat, thread) => (await records.get(keyOf(chat, thread)))?.value,
    async all() {
      const topics: KnownTopic[] = [];
      for await (const [, topic] of records.entries()) topics.push(topic);
      return topics;
    },
    note: async (topic) => void (await store.commit([records.put(keyOf(topic.chat, topic.thread), topic)])),
    change: async (chat, thread, change) => void (await records.update(keyOf(chat, thread), (known) => known && { ...known, ...change })),
    forget: async (chat, thread) => void (await store.commit([records.delete(keyOf(chat, thread))])),
  };
}
