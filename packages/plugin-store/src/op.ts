import type { Op } from "@instar/kernel/contracts";

/** Every change that `commit` carries out, as plain data: it may be logged, kept or sent elsewhere. `value` is validated JSON. */
export type StoreOp =
  | {
      readonly op: "record.put";
      readonly space: string;
      readonly key: string;
      readonly version: number;
      readonly value: string;
      readonly ifRevision?: number;
      readonly ttlMs?: number;
    }
  | { readonly op: "record.delete"; readonly space: string; readonly key: string; readonly ifRevision?: number }
  | { readonly op: "journal.append"; readonly space: string; readonly version: number; readonly value: string }
  | { readonly op: "journal.done"; readonly space: string; readonly consumer: string; readonly position: number }
  | {
      readonly op: "queue.enqueue";
      readonly space: string;
      readonly version: number;
      readonly value: string;
      readonly dedupe?: string;
      readonly order?: string;
      readonly notBefore?: number;
      readonly priority?: number;
    }
  | { readonly op: "queue.ack"; readonly space: string; readonly id: string; readonly fence: number }
  | { readonly op: "queue.release"; readonly space: string; readonly id: string; readonly fence: number; readonly notBefore: number };

/** What a transaction leaves behind beside its rows. */
export interface Effects {
  /** Journals that grew; their followers are woken after the commit. */
  readonly appended: Set<string>;
}

/** Carries out one kind of op inside an open transaction; returns the reason of a conflict. */
type Handler<K extends StoreOp["op"]> = (op: Extract<StoreOp, { readonly op: K }>, effects: Effects) => string | undefined;
export type Handlers = { readonly [K in StoreOp["op"]]: Handler<K> };

/** The one door from our ops to the opaque ones of the contract; without it a typo would pass as an `Op`. */
export const asOp = (op: StoreOp): Op => op;
