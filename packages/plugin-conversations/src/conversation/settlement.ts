import type { Address, Reply, SessionRef } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { House } from "../house.ts";
import { messageOf } from "../message-of.ts";
import type { Outbox } from "../outbox/outbox.ts";

export interface SettleOptions {
  readonly session?: string;
  /** The text only tells something: it does not answer the rows. */
  readonly aside?: boolean;
  /** Written in the same commit. */
  readonly also?: readonly Op[];
  /** Goes with the text. */
  readonly with?: Pick<Reply, "attachments" | "buttons" | "silent">;
  /** The key of the reply; absent: a new one. */
  readonly key?: string;
}

export interface Settlement {
  /** The rows' new states and, with a text, its reply: one commit, after all earlier ones of this address. */
  settle(rows: readonly InboxRow[], text?: string, options?: SettleOptions): Promise<void>;
  ended(row: InboxRow, change: Partial<InboxRow> & Pick<InboxRow, "state">): InboxRow;
  /** One answer to all of them: the first is answered, the others are merged into it. */
  answer(rows: readonly InboxRow[], text: string, session: SessionRef | undefined): Promise<void>;
  fail(rows: readonly InboxRow[], reason: string): Promise<void>;
  /** `key`: of the reply. */
  say(text: string, key?: string): Promise<void>;
}

/** Brings an address's messages to their next states, one commit after the other: what a full disk delays cannot undo what came later. */
export function createSettlement(address: Address, house: House, outbox: Outbox): Settlement {
  const { clock, log, inbox } = house;
  let line: Promise<unknown> = Promise.resolve();

  function settle(
    rows: readonly InboxRow[],
    text?: string,
    { session, aside = false, also = [], with: more = {}, key = house.ids() }: SettleOptions = {},
  ): Promise<void> {
    const done = line.then(async () => {
      const answers = aside ? [] : rows.map(({ id }) => id);
      const composed = text === undefined ? [] : await outbox.compose({ key, address, text, answers, ...more, ...(session ? { session } : {}) });
      const reply = aside ? undefined : composed[0]?.reply;
      const linked = reply ? rows.map((row): InboxRow => ({ ...row, reply })) : rows;
      await house.commit([...linked.flatMap((row) => inbox.write(row)), ...composed.flatMap((row) => house.outbox.write(row)), ...also]);
      for (const row of linked) {
        inbox.note(row);
        house.marks.ended(row);
      }
      for (const row of composed) house.outbox.note(row);
      outbox.add(composed);
    });
    line = done.catch(() => undefined); // whoever asked has the failure; the next change is made all the same
    return done;
  }

  const ended: Settlement["ended"] = ({ reason: _, ...row }, change) => ({ ...row, ...change, endedAt: clock.now() });

  return {
    settle,
    ended,
    async answer(rows, text, session) {
      const [first, ...folded] = rows;
      const silent = text.trim() === "";
      const done = rows.map((row) =>
        ended(row, folded.includes(row) ? { state: "merged", mergedInto: first?.id as string } : { state: silent ? "silent" : "answered" }),
      );
      await settle(done, silent ? undefined : text, session ? { session: session.id } : {});
      if (session) for (const row of rows) house.lifecycle.note("afterMessage", { message: messageOf(row), session, elapsedMs: clock.now() - row.acceptedAt });
    },
    async fail(rows, reason) {
      if (rows.length === 0) return;
      const failed = rows.map((row) => ended(row, { state: "failed", reason }));
      await settle(failed, reason);
    },
    async say(text, key) {
      await settle([], text, key === undefined ? {} : { key }).catch((error: Error) => log.error("A sentence could not be said.", { error }));
    },
  };
}
