import type { Events, HouseEvent, Op, Store } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "./contract.ts";
import type { TalkIndex } from "./history/talk-index.ts";
import { createLedger, keptMs, type Ledger } from "./ledger.ts";
import { messageEvent } from "./message-event.ts";
import { replyEvent } from "./reply-event.ts";
import type { Routes } from "./routes.ts";
import { inboxShape, outboxShape } from "./rows.ts";

const isOpenMessage = ({ state }: InboxRow): boolean => state === "accepted" || state === "running";
const isOpenPart = ({ state }: OutboxRow): boolean => state === "held" || state === "pending" || state === "sending" || state === "uncertain";

/** The inbox and the outbox on disk. What tells of a change, and what finds it in its conversation, is part of that change. */
export function createLedgers({
  store,
  events,
  index,
  routes,
}: {
  readonly store: Store;
  readonly events: Events | undefined;
  readonly index: TalkIndex;
  readonly routes: Pick<Routes, "home">;
}): { readonly inbox: Ledger<InboxRow>; readonly outbox: Ledger<OutboxRow> } {
  const tell = (event: HouseEvent | undefined): readonly Op[] => (events && event ? [events.op(event)] : []);

  return {
    inbox: createLedger(store.records("inbox", inboxShape), isOpenMessage, (row, former) => {
      const isOpen = isOpenMessage(row);
      const isNews = former === undefined || isOpenMessage(former) !== isOpen;
      return [...tell(messageEvent(row, former)), ...(isNews ? [index.write(routes.home(row.address), row.id, "in", isOpen ? undefined : keptMs)] : [])];
    }),
    outbox: createLedger(store.records("outbox", outboxShape), isOpenPart, (row, former) => {
      const isOpen = isOpenPart(row);
      const isNews = former === undefined ? row.part.index === 0 : isOpenPart(former) !== isOpen;
      return [...tell(replyEvent(row, former)), ...(isNews ? [index.write(routes.home(row.address), row.reply, "out", isOpen ? undefined : keptMs)] : [])];
    }),
  };
}
