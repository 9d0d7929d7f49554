import { setImmediate as nextTurn } from "node:timers/promises";
import type { Op, Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { InboxRow, OutboxRow } from "../contract.ts";
import { keptMs } from "../ledger.ts";
import type { Routes } from "../routes.ts";
import { keptInboxShape, keptOutboxShape } from "../rows.ts";
import { doneRows } from "./newest-rows.ts";
import type { TalkIndex } from "./talk-index.ts";

const filledShape: Versioned<number> = { version: 1, schema: z.number() };
const recordKey = "all";
const rowsAtOnce = 100;

export interface FillParts {
  readonly store: Store;
  readonly index: TalkIndex;
  readonly routes: Pick<Routes, "load" | "home">;
  readonly now: () => number;
}

/** Puts rows that had ended before there was an index into it: once, in small steps. What is open comes into it when it ends. */
export async function fillTalkIndex({ store, index, routes, now }: FillParts, signal: AbortSignal): Promise<void> {
  const filled: Records<number> = store.records("talk-filled", filledShape);
  if (await filled.get(recordKey)) return;
  await routes.load();
  let ops: Op[] = [];
  let looked = 0;

  async function* rows() {
    yield* doneRows(store.records<InboxRow>("inbox", keptInboxShape), undefined, (row) => ({ id: row.id, in: row }));
    yield* doneRows(store.records<OutboxRow>("outbox", keptOutboxShape), undefined, (row) => ({ id: row.reply, out: row }));
  }

  for await (const found of rows()) {
    const { address, endedAt = now() } = "in" in found ? found.in : found.out;
    ops.push(index.write(routes.home(address), found.id, "in" in found ? "in" : "out", Math.max(1, endedAt + keptMs - now())));
    if (++looked % rowsAtOnce > 0) continue;
    await store.commit(ops);
    ops = [];
    await nextTurn();
    signal.throwIfAborted();
  }
  if (looked > 0) await store.commit([...ops, filled.put(recordKey, now())]);
}
