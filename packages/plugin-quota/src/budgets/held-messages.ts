import type { Logger } from "@instar/kernel";
import type { Records, Store, Versioned } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import { conversationOf } from "../ledger/attribution.ts";
import { personOf } from "../ledger/people.ts";
import { concerns } from "./budget.ts";
import type { Full } from "./budgets.ts";

export const heldShape: Versioned<number> = { version: 1, schema: z.number() };

export interface HeldParts {
  readonly store: Store;
  /** When the first of those that wait was held. */
  readonly since: Records<number>;
  readonly conversations: Conversations | undefined;
  /** Our own name. */
  readonly plugin: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** Messages that wait for a budget, over restarts. */
export interface HeldMessages {
  /** One is about to be held, or to fail for want of a budget: durable when it resolves. */
  note(): Promise<void>;
  /** Takes them up, the oldest first, as far as what they need is not spent (any more). */
  takeUp(spent: readonly Full[]): Promise<void>;
  /** Some may wait although nothing is spent: one that was being held when the others were taken up. */
  readonly isLeft: boolean;
}

/** Told to whoever's message waits; of a message that another reason ended it is not part. */
export const takenUp = "I take it up then.";

const key = "held";
const mostRows = 1_000;
/** So long after it was held, a message is certainly in the inbox as such. */
const surelyMs = 10_000;

export function createHeldMessages({ store, since, conversations, plugin, now, log }: HeldParts): HeldMessages {
  /** Undefined: nobody has looked yet. */
  let areAny: boolean | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    get isLeft() {
      return areAny === true;
    },
    async note() {
      lastAt = now();
      if (areAny === true) return;
      await store.commit([since.put(key, now())]);
      areAny = true;
    },
    async takeUp(spent) {
      areAny ??= (await since.get(key)) !== undefined;
      if (!areAny || conversations === undefined) return;
      const ended = await Promise.all((["held", "failed"] as const).map((state) => conversations.inbox({ states: [state], limit: mostRows })));
      // A message that was let through and had to wait for its agent fails when the budget is used up before that begins.
      const ours = ended.flat().filter(({ state, by, reason }) => (state === "held" ? by?.startsWith(`${plugin}: `) : reason?.includes(takenUp)));
      let taken = 0;
      for (const row of ours.sort((one, other) => (one.id < other.id ? -1 : 1))) {
        const subject = { conversation: conversationOf(row.address), person: personOf(row), plugin: "conversations", purpose: "person" } as const;
        if (spent.some(({ budget }) => concerns(budget, subject))) continue;
        try {
          if (await conversations.retry(row.id)) taken += 1;
        } catch (error) {
          log.error("A message that waited for a budget could not be taken up.", { message: row.id, error });
        }
      }
      if (taken > 0) log.info("Took up messages that had waited for a budget.", { messages: taken });
      // There may be more than were read at once.
      if (spent.length > 0 || taken > 0 || now() - lastAt < surelyMs) return;
      areAny = false;
      await store.commit([since.delete(key)]);
    },
  };
}
