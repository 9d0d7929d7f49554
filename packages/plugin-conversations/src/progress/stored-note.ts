import type { Address } from "@instar/kernel";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** A message that says how long work goes on, on record before it is sent. Times in epoch ms. */
export interface StoredNote {
  /** What the channel knows it by, as the key of a part. */
  readonly key: string;
  /** The conversation that works, and where the message stands: that may be elsewhere, when a conversation has moved. */
  readonly address: Address;
  readonly where: Address;
  /** The inbox message whose turn it is. */
  readonly message: string;
  readonly since: number;
  /** The service's word for it. Absent: it is not known whether it was sent. */
  readonly ref?: string;
  /** What it is to say in the end. */
  readonly last?: string;
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });

export const noteShape = {
  version: 1,
  schema: z.object({
    key: z.string(),
    address,
    where: address,
    message: z.string(),
    since: z.number(),
    ref: z.string().optional(),
    last: z.string().optional(),
  }),
} as unknown as Versioned<StoredNote>;
