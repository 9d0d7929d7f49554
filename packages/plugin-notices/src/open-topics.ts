import type { Address, Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { TopicsKnown } from "./plan-topics.ts";

export interface OpenTopics {
  conversations: Pick<Conversations, "thread">;
  /** Where they are opened; absent: where an owner last wrote. */
  place: Address | undefined;
  /** Whether the channel of a place is there. */
  isThere: (place: Address) => boolean;
  log: Logger;
}

/**
 * Where items of these keys have their topics; one that has none gets it. Where none can be opened, for good or now, the rest has none: what is to be told
 * must not wait for it.
 */
export async function openTopics(
  { conversations, place, isThere, log }: OpenTopics,
  keys: readonly string[],
  { items, topics }: TopicsKnown,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Address>> {
  const found = new Map<string, Address>();
  let canOpen = true;
  for (const key of keys) {
    const item = items.get(key);
    if (item === undefined) continue;
    const known = item.place ?? topics.get(item.id)?.address;
    if (known !== undefined && isThere(known)) found.set(key, known);
    if (known !== undefined || !canOpen) continue;
    try {
      const asked = { key: `notices:item:${item.id}`, name: item.title, aside: true as const };
      const address = await conversations.thread({ ...asked, ...(place !== undefined && { parent: place }) });
      if (address.thread === undefined) canOpen = false;
      else found.set(key, address);
    } catch (error) {
      signal.throwIfAborted();
      canOpen = false;
      log.info("No topic could be opened for what waits for attention; it is told without one.", { item: item.id, error });
    }
  }
  return found;
}
