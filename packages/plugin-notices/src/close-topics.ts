import type { Clock, Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { NoticeBook } from "./notice-book.ts";
import { type Failures, planClosings } from "./plan-closings.ts";

/** A timer does not count while the machine sleeps, so a wait looks at the wall clock this often. */
const lookEveryMs = 300_000;

export interface CloseTopics {
  book: Pick<NoticeBook, "overTopics" | "topicClosed">;
  conversations: Pick<Conversations, "closeThread">;
  clock: Clock;
  log: Logger;
  /** Resolves when something may be done that was not before. */
  woken(signal: AbortSignal): Promise<void>;
}

/** Closes the topics of what is done, whoever said so; with none to close it neither looks nor writes. */
export async function closeTopics({ book, conversations, clock, log, woken }: CloseTopics, signal: AbortSignal): Promise<void> {
  const failed = new Map<string, Failures>();
  for (;;) {
    const waking = new AbortController();
    const either = AbortSignal.any([signal, waking.signal]);
    const woke = woken(either).catch(() => undefined); // given up, because it is looked at again or over
    try {
      const { close, giveUp, nextAt } = planClosings(await book.overTopics(), failed, clock.now());
      for (const { id } of giveUp) {
        await book.topicClosed(id);
        failed.delete(id);
      }
      for (const { id, address } of close) {
        try {
          await conversations.closeThread(address);
          await book.topicClosed(id);
          failed.delete(id);
        } catch (error) {
          signal.throwIfAborted();
          failed.set(id, { count: (failed.get(id)?.count ?? 0) + 1, at: clock.now() });
          log.info("The topic of an item that is done could not be closed; it is tried again.", { item: id, error });
        }
      }
      if (close.length + giveUp.length > 0) continue;
      await (nextAt === undefined ? woke : Promise.race([woke, clock.sleep(Math.min(nextAt - clock.now(), lookEveryMs), either)]));
      signal.throwIfAborted();
    } finally {
      waking.abort(new Error("It is looked at again."));
    }
  }
}
