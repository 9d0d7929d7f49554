import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { AttentionItem } from "./contract.ts";
import type { Pending, Told } from "./plan-telling.ts";

const notice = { key: z.string(), level: z.enum(["info", "attention", "urgent"]), title: z.string(), text: z.string() };

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
}

export const sayingShape: Versioned<Saying> = { version: 1, schema: z.object({ key: z.string(), text: z.string() }) };
