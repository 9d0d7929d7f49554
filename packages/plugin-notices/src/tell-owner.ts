import type { Address, Clock, Logger } from "@instar/kernel";
import type { Conversations } from "@instar/plugin-conversations/contract";
import type { NoticeBook } from "./notice-book.ts";
import { openTopics } from "./open-topics.ts";
import type { NoticesOptions } from "./options.ts";
import { planTelling } from "./plan-telling.ts";
import { planTopics } from "./plan-topics.ts";
import { renderTelling } from "./render-telling.ts";
import type { Saying } from "./shapes.ts";

/** A timer does not count while the machine sleeps, so a wait looks at the wall clock this often. */
const lookEveryMs = 300_000;

export interface TellOwner {
  book: NoticeBook;
  conversations: Pick<Conversations, "tell" | "thread">;
  options: NoticesOptions;
  /** The place of the options; undefined: where an owner last wrote. */
  place(): Address | undefined;
  /** Whether the channel of a place is there: what is told where nobody takes it would be lost. */
  isThere(place: Address): boolean;
  clock: Clock;
  log: Logger;
  /** Resolves when something may be told that was not there before. */
  woken(signal: AbortSignal): Promise<void>;
}

const buttonsFor = ({ item }: Saying) =>
  item === undefined
    ? {}
    : {
        buttons: [
          { label: "Seen", words: `/ack ${item}`, apart: true as const },
          { label: "Done", words: `/done ${item}`, apart: true as const },
        ],
      };

/** Tells what is due and waits for what comes; with nothing to tell it neither looks nor writes. */
export async function tellOwner({ book, conversations, options, place, isThere, clock, log, woken }: TellOwner, signal: AbortSignal): Promise<void> {
  for (;;) {
    const waking = new AbortController();
    const either = AbortSignal.any([signal, waking.signal]);
    const woke = woken(either).catch(() => undefined); // given up, because it is looked at again or over
    try {
      for (const saying of await book.sayings()) {
        const { key, text } = saying;
        const to = saying.to !== undefined && isThere(saying.to) ? saying.to : place();
        await conversations.tell({ key, text, ...(to !== undefined && { to }), ...buttonsFor(saying) });
        await book.said(saying);
      }
      const { say, nextAt } = planTelling(await book.pending(), await book.told(), clock.now(), options);
      if (say !== undefined) {
        const known = await book.known();
        const apart = planTopics(say, known, clock.now(), options);
        await book.tell(say, await openTopics({ conversations, place: place(), isThere, log }, apart, known, signal), renderTelling);
        continue;
      }
      await (nextAt === undefined ? woke : Promise.race([woke, clock.sleep(Math.min(nextAt - clock.now(), lookEveryMs), either)]));
      signal.throwIfAborted();
    } finally {
      waking.abort(new Error("It is looked at again."));
    }
  }
}
