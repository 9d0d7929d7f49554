import type { Journal, Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { AuditEntry } from "../contract.ts";
import { type Link, looseEntryShape } from "./chain.ts";

const linkShape: Versioned<Link> = { version: 1, schema: z.object({ number: z.int(), hash: z.string() }) };

/** Where the audit is: its entries, and beside them what makes a missing end or beginning visible. */
export interface AuditStore {
  readonly commit: Store["commit"];
  readonly entries: Journal<AuditEntry>;
  readonly links: Records<Link>;
}

/** The last entry, written in its commit: entries that were cut off are missed. */
export const headKey = "head";
/** The last entry that was removed for its age, if any were. */
export const anchorKey = "anchor";

export const openAuditStore = (store: Store): AuditStore => ({
  commit: (ops) => store.commit(ops),
  entries: store.journal("audit", looseEntryShape),
  links: store.records("audit-links", linkShape),
});
