import type { Address } from "@instar/kernel";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { AttentionItem } from "./contract.ts";
import type { Pending, Told } from "./plan-telling.ts";

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().exactOptional() });

const notice = { key: z.string(), level: z.enum(["info", "attention", "urgent"]), title: z.string(), text: z.string(), place: address.exactOptional() };

export const itemSchema = z.object({
  ...notice,
  id: z.string(),
  state: z.enum(["open", "acknowledged", "done"]),
  count: z.int(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

export const itemShape: Versioned<AttentionItem> = { version: 1, schema: itemSchema };

export const pendingShape: Versioned<Pending> = {
  version: 1,
  schema: z.object({ ...notice, count: z.int(), firstAt: z.number(), levelAt: z.number(), lastAt: z.number() }),
};

/** What was told lately, and the last number given to an item. */
export interface Bookkeeping {
  readonly told: readonly Told[];
  readonly lastId: number;
}

export const bookkeepingShape: Versioned<Bookkeeping> = {
  version: 1,
  schema: z.object({
    told: z.array(z.object({ at: z.number(), kind: z.enum(["urgent", "attention", "digest"]), keys: z.array(z.string()) })),
    lastId: z.int(),
  }),
};

/** A message on its way to the outbox: said under its key, so that a crash in between says it once. */
export interface Saying {
  readonly key: string;
  readonly text: string;
  /** Of what is told in a topic of its own. */
  readonly to?: Address;
  /** The number of the item that it is about, when it is about one. */
  readonly item?: string;
  /** What stands in its place when the item is done. */
  readonly settled?: string;
  /** It was said, and waits for its item to be done. */
  readonly said?: true;
}

export const sayingShape: Versioned<Saying> = {
  version: 1,
  schema: z.object({
    key: z.string(),
    text: z.string(),
    to: address.exactOptional(),
    item: z.string().exactOptional(),
    settled: z.string().exactOptional(),
    said: z.literal(true).exactOptional(),
  }),
};

/** The topic of an attention item, by the item's number. `openedAt`: when it was opened for the first time, epoch ms. */
export interface ItemTopic {
  readonly id: string;
  readonly address: Address;
  readonly openedAt: number;
  readonly closed: boolean;
}

export const topicShape: Versioned<ItemTopic> = {
  version: 1,
  schema: z.object({ id: z.string(), address, openedAt: z.number(), closed: z.boolean() }),
};
