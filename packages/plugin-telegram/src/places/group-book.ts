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
/** Whoever likes adds the bot to groups: of more the one that is longest unchanged is forgotten. */
const mostGroups = 100;

export function createGroupBook(store: Store, clock: Clock, log: Logger): GroupBook {
  const records: Records<KnownGroup> = store.records("groups", groupShape);
  /** By number, the longest unchanged first: how each was last seen. */
  const seen = new Map<number, string>();
  const looksOf = ({ title, forum }: Pick<KnownGroup, "title" | "forum">) => `${forum} ${title ?? ""}`;
  let last: Promise<void> | undefined;

  async function all(): Promise<readonly KnownGroup[]> {
    const groups: KnownGroup[] = [];
    for await (const [, group] of records.entries()) groups.push(group);
    return groups.sort((one, other) => one.seenAt - other.seenAt);
  }

  async function load(): Promise<void> {
    for (const group of await all()) seen.set(group.id, looksOf(group));
  }

  async function write(group: KnownGroup): Promise<void> {
    if (seen.get(group.id) === looksOf(group)) return;
    const [oldest] = seen.size < mostGroups || seen.has(group.id) ? [] : seen.keys();
    await store.commit([records.put(String(group.id), group, { ttlMs: keptMs }), ...(oldest === undefined ? [] : [records.delete(String(oldest))])]);
    for (const id of [group.id, oldest]) if (id !== undefined) seen.delete(id);
    seen.set(group.id, looksOf(group));
  }

  return {
    saw({ id, type, title = "", is_forum: isForum }) {
      if (type !== "group" && type !== "supergroup") return;
      const shown = title.slice(0, longestTitle);
      const group: KnownGroup = { id, ...(shown !== "" && { title: shown }), forum: isForum === true, seenAt: clock.now() };
      if (seen.get(id) === looksOf(group)) return;
      last = (last ?? load())
        .then(() => write(group))
        .catch((error: Error) => log.warn("A group could not be written down; it is known again when somebody writes there.", { error }));
    },
    all,
  };
}
