import type { Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { NoticeBook } from "./notice-book.ts";
import type { Saying } from "./shapes.ts";

export interface SettleSayings {
  book: Pick<NoticeBook, "overSayings" | "settled">;
  conversations: Pick<Conversations, "restate">;
  log: Logger;
  /** Resolves when something may be done that was not before. */
  woken(signal: AbortSignal): Promise<void>;
}

/** Messages about what is done say so, where they can be changed, and have no buttons any more. */
export async function settleSayings({ book, conversations, log, woken }: SettleSayings, signal: AbortSignal): Promise<void> {
  const underWay = new Set<string>();

  async function settle({ key, settled = "" }: Saying): Promise<void> {
    await conversations.restate?.(key, settled);
    // What the end of the house has cut off is done at the next start
    if (!signal.aborted) await book.settled(key);
  }

  for (;;) {
    const woke = woken(signal);
    woke.catch(() => undefined); // awaited below, after what may take longer
    for (const saying of await book.overSayings()) {
      if (underWay.has(saying.key)) continue;
      underWay.add(saying.key);
      settle(saying)
        .catch((error: Error) => log.debug("That an item is done could not be said where it was told.", { item: saying.item, error }))
        .finally(() => underWay.delete(saying.key));
    }
    await woke;
  }
}
