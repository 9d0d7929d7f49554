import type { Clock, Logger } from "@instar/kernel";
import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** Shorter waits are over before an agent has started anew, however quickly. */
const worthKeepingMs = 500;

const parkShape = { version: 1, schema: z.object({ until: z.number() }) } as unknown as Versioned<{ readonly until: number }>;

/**
 * Chats to which Telegram takes nothing for a while. The limit is the chat's, so it holds for all of its topics, and for typing and reactions as much as for
 * messages; over restarts, too, since what comes too early makes it longer.
 */
export interface ParkedChats {
  /** What a former run was told. Reads once, and before the first send: what was given to a channel may be sent before it is open. */
  load(): Promise<void>;
  /** For how many more ms nothing may be sent there. 0: something may. */
  leftMs(chat: number): number;
  park(chat: number, ms: number): void;
  /** Those that are parked now, by number: until when, in epoch ms. */
  readonly all: ReadonlyMap<number, number>;
}

export function createParkedChats(store: Store, clock: Clock, log: Logger): ParkedChats {
  const records: Records<{ readonly until: number }> = store.records("parked-chats", parkShape);
  const parked = new Map<number, number>();
  let loading: Promise<void> | undefined;

  async function read(): Promise<void> {
    for await (const [chat, { until }] of records.entries()) if (until > clock.now()) parked.set(Number(chat), Math.max(until, parked.get(Number(chat)) ?? 0));
  }

  return {
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    get all() {
      return new Map([...parked].filter(([, until]) => until > clock.now()));
    },
    leftMs(chat) {
      const left = (parked.get(chat) ?? 0) - clock.now();
      if (left <= 0) parked.delete(chat);
      return Math.max(0, left);
    },
    park(chat, ms) {
      const until = Math.max(clock.now() + ms, parked.get(chat) ?? 0);
      parked.set(chat, until);
      if (ms >= worthKeepingMs)
        store
          .commit([records.put(String(chat), { until }, { ttlMs: until - clock.now() })])
          .catch((error: Error) => log.warn("A limit of Telegram could not be written down; after a restart it is learned anew.", { error }));
    },
  };
}
