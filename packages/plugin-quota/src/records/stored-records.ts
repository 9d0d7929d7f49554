import type { Address } from "@instar/kernel";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** How far the records of a driver have been compared with the ledger. */
export interface ReadUpTo {
  /** Epoch ms: what was used before is settled, but for the sessions below. */
  readonly at: number;
  /** Sessions that were at work then: from when on each is still to be compared. */
  readonly open: Readonly<Record<string, number>>;
}

export const readUpToShape: Versioned<ReadUpTo> = { version: 1, schema: z.object({ at: z.number(), open: z.record(z.string(), z.number()) }) };

/** Whose conversation a thread of a driver is. */
export interface KnownThread {
  readonly session: string;
  readonly key: string;
  readonly address?: Address;
  readonly job?: string;
}

const text = z.string();

export const knownThreadShape: Versioned<KnownThread> = {
  version: 1,
  schema: z.object({
    session: text,
    key: text,
    address: z.object({ channel: text, conversation: text, thread: text.exactOptional() }).exactOptional(),
    job: text.exactOptional(),
  }),
};
