import type { Clock, Logger } from "@instar/kernel";
import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Chat } from "../grammy.ts";

/** A group as it was last seen. Telegram lists none to a bot. */
export interface KnownGroup {
  readonly id: number;
  readonly title?: string;
  readonly forum: boolean;
  /** Epoch ms. */
  readonly seenAt: number;
}

export interface GroupBook {
  /** Written down in time, when it is new or has changed. */
  saw(chat: Chat): void;
  all(): Promise<readonly KnownGroup[]>;
}

const groupShape = {
  version: 1,
  schema: z.object({ id: z.number(), title: z.string().optional(), forum: z.boolean(), seenAt: z.number() }),
} as unknown as Versioned<KnownGroup>;

/** Not seen for so long: it is forgotten. */
const keptMs = 365 * 86_400_000;
const longestTitle = 200;
const mostGroups = 500;

export function createGroupBook(store: Store, clock: Clock, log: Logger): GroupBook {
  const records: Records<KnownGroup> = store.records("groups", groupShape);
  const seen = new Map<number, string>();
  return {
    saw({ id, type, title = "", is_forum: isForum }) {
      if (type !== "group" && type !== "supergroup") return;
      const forum = isForum === true;
      const looks = `${forum} ${title}`;
      if (seen.get(id) === looks || (!seen.has(id) && seen.size >= mostGroups)) return;
      seen.set(id, looks);
      const group: KnownGroup = { id, ...(title !== "" && { title: title.slice(0, longestTitle) }), forum, seenAt: clock.now() };
      store
        .commit([records.put(String(id), group, { ttlMs: keptMs })])
        .catch((error: Error) => log.warn("A group could not be written down; it is known again when somebody writes there.", { error }));
    },
    async all() {
      const groups: KnownGroup[] = [];
      for await (const [, group] of records.entries()) groups.push(group);
      return groups;
    },
  };
}
