import type { Op } from "@instar/kernel/contracts";
import { JsonStoreError } from "./errors.ts";
import { type Kept, type KeptRecord, type State, within } from "./state.ts";

const dedupeMemoryMs = 30 * 24 * 60 * 60 * 1_000;

/** Every change as plain data. */
export type StoreOp =
  | { readonly op: "put"; readonly space: string; readonly key: string; readonly kept: Kept; readonly ifRevision?: number; readonly ttlMs?: number }
  | { readonly op: "delete"; readonly space: string; readonly key: string; readonly ifRevision?: number }
  | { readonly op: "append"; readonly space: string; readonly kept: Kept }
  | { readonly op: "done"; readonly space: string; readonly consumer: string; readonly position: number }
  | {
      readonly op: "enqueue";
      readonly space: string;
      readonly kept: Kept;
      readonly dedupe?: string;
      readonly order?: string;
      readonly notBefore?: number;
      readonly priority?: number;
    }
  | { readonly op: "ack"; readonly space: string; readonly id: string; readonly fence: number }
  | { readonly op: "release"; readonly space: string; readonly id: string; readonly fence: number; readonly notBefore: number };

export const asOp = (op: StoreOp): Op => op;

/** The record, unless its time is over. */
export function recordIn(state: State, space: string, key: string, now: number): KeptRecord | undefined {
  const found = state.records.get(space)?.get(key);
  return found?.until !== undefined && found.until <= now ? undefined : found;
}

function enqueue(state: State, { space, kept, dedupe, order, notBefore = 0, priority = 0 }: Extract<StoreOp, { op: "enqueue" }>, now: number): void {
  if (dedupe !== undefined) {
    const known = within(state.dedupe, space, () => new Map<string, number | null>());
    for (const [key, until] of known) if (until !== null && until <= now) known.delete(key);
    if (known.has(dedupe)) return;
    known.set(dedupe, null);
  }
  const which = { ...(order === undefined ? {} : { order }), ...(dedupe === undefined ? {} : { dedupe }) };
  within(state.queues, space, () => []).push({ ...kept, ...which, id: ++state.last, priority, readyAt: notBefore, attempt: 0, held: false });
}

/** Carries out one change in the draft; gives back the reason of a conflict. Throws JSON_STORE_OP_UNKNOWN. */
export function applyOp(state: State, given: Op, now: number): string | undefined {
  const op = given as StoreOp;
  switch (op.op) {
    case "put":
    case "delete": {
      const revision = recordIn(state, op.space, op.key, now)?.revision ?? 0;
      if (op.ifRevision !== undefined && op.ifRevision !== revision)
        return `${op.space} "${op.key}" is in revision ${revision}, and revision ${op.ifRevision} was expected.`;
      const records = within(state.records, op.space, () => new Map());
      if (op.op === "delete") records.delete(op.key);
      else records.set(op.key, { ...op.kept, revision: ++state.last, ...(op.ttlMs === undefined ? {} : { until: now + op.ttlMs }) });
      return undefined;
    }
    case "append":
      within(state.journals, op.space, () => []).push({ ...op.kept, position: ++state.last, at: now });
      return undefined;
    case "done": {
      const cursors = within(state.cursors, op.space, () => new Map<string, number>());
      cursors.set(op.consumer, Math.max(op.position, cursors.get(op.consumer) ?? 0));
      return undefined;
    }
    case "enqueue":
      enqueue(state, op, now);
      return undefined;
    case "ack":
    case "release": {
      const items = state.queues.get(op.space) ?? [];
      const index = items.findIndex(({ id, held, attempt }) => held && id === Number(op.id) && attempt === op.fence);
      const item = items[index];
      if (item === undefined) return `Item ${op.id} of ${op.space} is no longer held under fence ${op.fence}.`;
      if (op.op === "release") items[index] = { ...item, held: false, readyAt: op.notBefore };
      else items.splice(index, 1);
      if (op.op === "ack" && item.dedupe !== undefined) state.dedupe.get(op.space)?.set(item.dedupe, now + dedupeMemoryMs);
      return undefined;
    }
    default:
      throw JsonStoreError.OP_UNKNOWN(given.op);
  }
}
