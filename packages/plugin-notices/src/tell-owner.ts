import type { Clock } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { NoticeBook } from "./notice-book.ts";
import type { NoticesOptions } from "./options.ts";
import { planTelling } from "./plan-telling.ts";
import { renderTelling } from "./render-telling.ts";

/** A timer does not count while the machine sleeps, so a wait looks at the wall clock this often. */
const lookEveryMs = 300_000;

export interface TellOwner {
  book: NoticeBook;
  conversations: Pick<Conversations, "tell">;
  options: NoticesOptions;
  clock: Clock;
  /** Resolves when something may be told that was not there before. */
  woken(signal: AbortSignal): Promise<void>;
}

/** Tells what is due and waits for what comes; with nothing to tell it neither looks nor writes. */
export async function tellOwner({ book, conversations, options, clock, woken }: TellOwner, signal: AbortSignal): Promise<void> {
  for (;;) {
    const waking = new AbortController();
    const either = AbortSignal.any([signal, waking.signal]);
    const woke = woken(either).catch(() => undefined); // given up, because it is looked at again or over
    try {
      for (const saying of await book.sayings()) {
        await conversations.tell(saying);
        await book.said(saying);
      }
      const { say, nextAt } = planTelling(await book.pending(), await book.told(), clock.now(), options);
      if (say !== undefined) {
        await book.tell(say, (items) => renderTelling(say, items));
        continue;
      }
      await (nextAt === undefined ? woke : Promise.race([woke, clock.sleep(Math.min(nextAt - clock.now(), lookEveryMs), either)]));
      signal.throwIfAborted();
    } finally {
      waking.abort(new Error("It is looked at again."));
    }
  }
}
