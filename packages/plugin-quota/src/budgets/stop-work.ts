import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { SessionEvent, SessionRecord, Sessions } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { concerns } from "./budget.ts";
import type { BudgetWords } from "./budget-words.ts";
import type { Full } from "./budgets.ts";
import type { Subjects } from "./subjects.ts";

/** What ends by itself so soon after its last use has an answer; none of its tools start meanwhile. */
const graceMs = 1_000;
/** How long a turn may take to end once it was interrupted. */
const interruptMs = 10_000;

export interface StopParts {
  readonly sessions: Sessions;
  readonly conversations: Conversations | undefined;
  readonly subjects: Subjects;
  readonly words: BudgetWords;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Ends what spends of budgets that are spent. */
export interface WorkStop {
  /** Interrupts the turns that concern one of them, and parks their sessions, so that nothing begins in them unasked. To be called again while any works. */
  enforce(spent: readonly Full[]): Promise<void>;
  /** Tells whoever waits for a turn why it was interrupted. */
  heard(session: SessionRef, event: SessionEvent): Promise<void>;
}

interface Ending {
  /** When it was first seen to work. */
  readonly seenAt: number;
  readonly full: Full;
  interruptedAt?: number;
}

const living: readonly SessionRecord["state"][] = ["starting", "idle", "working"];

export function createWorkStop({ sessions, conversations, subjects, words, clock, log }: StopParts): WorkStop {
  const endings = new Map<string, Ending>();

  async function stop({ id, key }: SessionRecord, full: Full): Promise<void> {
    const session = sessions.find(key);
    if (session === undefined || session.ref.id !== id) return;
    const now = clock.now();
    if (session.phase === "working" || session.phase === "waiting") {
      const ending = endings.get(id) ?? { seenAt: now, full };
      endings.set(id, ending);
      if (now - ending.seenAt < graceMs) return;
      if (ending.interruptedAt !== undefined && now - ending.interruptedAt < interruptMs) return;
      if (ending.interruptedAt === undefined) {
        ending.interruptedAt = now;
        try {
          return await session.interrupt(words.spent(full));
        } catch (error) {
          log.warn("A turn could not be interrupted, so its session is parked.", { session: id, error });
        }
      }
    }
    await sessions.park(key, words.spent(full));
  }

  return {
    async enforce(spent) {
      const records = spent.length === 0 ? [] : await sessions.list({ states: living });
      const ids = new Set(records.map(({ id }) => id));
      for (const id of endings.keys()) if (!ids.has(id)) endings.delete(id);
      const stopping = records.map(async (record) => {
        const ref = sessions.find(record.key)?.ref;
        if (ref === undefined) return;
        try {
          const subject = await subjects.ofRecord(record, ref);
          const full = spent.find(({ budget }) => concerns(budget, subject));
          if (full === undefined) return;
          await stop(record, full);
        } catch (error) {
          log.error("A session could not be ended although its budget is used up; it is tried again.", { session: record.id, error });
        }
      });
      await Promise.all(stopping);
    },
    async heard({ id, address, job }, event) {
      if (event.type !== "turn-end") return;
      const ending = endings.get(id);
      endings.delete(id);
      if (ending?.interruptedAt === undefined || event.outcome !== "interrupted" || address === undefined || job !== undefined) return;
      const text = `${words.spent(ending.full)} So I was interrupted; send your message again then.`;
      const key = `quota:${ending.full.budget.name}:${ending.interruptedAt}:${JSON.stringify(address)}`;
      await conversations?.tell({ key, text, to: address }).catch((error: unknown) => log.warn("Nobody could be told why a turn was interrupted.", { error }));
    },
  };
}
