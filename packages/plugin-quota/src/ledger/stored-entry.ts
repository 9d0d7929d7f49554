import type { SessionPurpose, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { UsageEntry, UsageTotals } from "../contract.ts";

/** What the ledger keeps of a use. */
export interface StoredEntry extends UsageEntry {
  /** Whom the session worked for. */
  readonly purpose?: SessionPurpose;
  /** No budget is asked to pay for it: it was not the house's, or from before there was a ledger. */
  readonly unbudgeted?: true;
}

const text = z.string();

/** Everything but the id, the time and the figures: what uses have in common that are counted together. */
const attribution = {
  source: z.enum(["driver", "completion", "records"]),
  cause: text,
  session: text.exactOptional(),
  job: text.exactOptional(),
  conversation: text.exactOptional(),
  person: text.exactOptional(),
  plugin: text.exactOptional(),
  driver: text.exactOptional(),
  model: text.exactOptional(),
  purpose: z.enum(["person", "job", "agent"]).exactOptional(),
  unbudgeted: z.literal(true).exactOptional(),
};
const figures = { inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number() };

export const entryShape: Versioned<StoredEntry> = {
  version: 1,
  schema: z.object({ id: text, at: z.number(), ...attribution, ...figures }),
};

/** That a use with an id of its own was booked. */
export const idShape: Versioned<number> = { version: 1, schema: z.number() };

/** All of one day that has everything in common. */
export interface Cell extends Omit<StoredEntry, "id" | "at">, UsageTotals {}

export const cellShape: Versioned<Cell> = { version: 1, schema: z.object({ ...attribution, ...figures, entries: z.number() }) };

/** Up to before which day the sums tell no sessions. */
export const foldedShape: Versioned<string> = { version: 1, schema: text };

/** A session's figures as its record had them when they were last booked, and what a gap behind them is attributed to. */
export interface Base {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** Numbers the entries of the session. */
  readonly booked: number;
  readonly at: number;
  readonly person?: string;
  readonly delegation?: string;
}

export const baseShape: Versioned<Base> = {
  version: 1,
  schema: z.object({ ...figures, booked: z.number(), at: z.number(), person: text.exactOptional(), delegation: text.exactOptional() }),
};
