import type { Records } from "@instar/kernel/contracts";
import type { ChannelDesk } from "./channel-desk.ts";
import type { Conversations, InboxRow } from "./contract.ts";
import type { FrontDesk } from "./front-desk.ts";
import type { History } from "./history/history-contract.ts";
import type { House } from "./house.ts";
import { judgeAgain } from "./judge-again.ts";
import type { Outbox } from "./outbox/outbox.ts";
import { byReplyAndPart } from "./outbox/plan-parts.ts";
import { seenKey } from "./seen-key.ts";
import { nobodySentence } from "./turn-sentence.ts";

const drainLookMs = 50;

/** The inbox and outbox as people look at them and mend them. */
export function createConversationsService(
  house: House,
  front: FrontDesk,
  outbox: Outbox,
  desk: ChannelDesk,
  seen: Records<{ id: string }>,
  draining: AbortController,
  admits: (channel: string) => Promise<boolean>,
  threads: Pick<Conversations, "thread" | "closeThread">,
  history: History,
  restate: (key: string, text: string) => Promise<boolean>,
): Conversations {
  const { inbox, outbox: ledger, clock } = house;

  const message = async (id: string): Promise<InboxRow | undefined> => {
    const known = await inbox.get(id);
    if (known) return known;
    const separator = id.indexOf(":");
    const entry = separator < 0 ? undefined : await seen.get(seenKey(id.slice(0, separator), id.slice(separator + 1)));
    return entry && inbox.get(entry.value.id);
  };

  return {
    ...history,
    inbox: inbox.list,
    outbox: ledger.list,
    message,
    async repliesTo(id) {
      const asked = await message(id);
      // What was joined with another message before its turn is answered with that one
      const row = asked?.reply === undefined && asked?.mergedInto !== undefined ? await inbox.get(asked.mergedInto) : asked;
      return row?.reply === undefined ? [] : [...(await ledger.under(`${row.reply}/`))].sort((a, b) => byReplyAndPart(a.id, b.id));
    },
    async retry(id) {
      const row = await message(id);
      if (!row || !["failed", "held", "expired", "refused"].includes(row.state)) return false;
      if (row.state !== "refused") return front.again(row);
      const from = await judgeAgain(house, row);
      const isWhole = row.cut === undefined && row.group?.addressed !== false;
      return isWhole && from.trust !== "stranger" && front.again({ ...row, from });
    },
    release: (id) =>
      outbox.change(id, ["held", "failed"], ({ endedAt: _, reason: _reason, by: _by, ...row }) => ({
        ...row,
        state: "pending",
        notBefore: 0,
        createdAt: clock.now(),
      })),
    withdraw: (id) => outbox.change(id, ["held", "pending", "uncertain"], (row) => ({ ...row, state: "withdrawn", endedAt: clock.now() })),
    tell: front.tell,
    restate,
    stopAll: front.stopAll,
    ...threads,
    async drain(withinMs) {
      draining.abort(new Error("The house is about to close."));
      // Counted in looks, so that a clock that is set back does not prolong it
      for (let leftMs = withinMs; front.running > 0 && leftMs > 0 && !house.closing.aborted; leftMs -= drainLookMs)
        await clock.sleep(Math.min(drainLookMs, leftMs));
      return { running: front.running };
    },
    status: async () => {
      const channels = await Promise.all(
        desk.status().map(async (status) => {
          const lastOutboundAt = outbox.lastSentAt(status.id);
          const deserted = status.state === "open" && !(await admits(status.id));
          return {
            ...status,
            ...(deserted ? { reason: nobodySentence(status.id), deserted } : {}),
            pending: outbox.pending(status.id),
            ...(lastOutboundAt === undefined ? {} : { lastOutboundAt }),
          };
        }),
      );
      return { channels, open: inbox.open.size, running: front.running, pending: [...ledger.open.values()].length };
    },
  };
}
