import type { AuditEntry, AuditFilter } from "../contract.ts";
import type { AuditStore } from "./audit-store.ts";
import { flawOf } from "./chain.ts";

/** Newest first. What is damaged is left out; `verifyAudit` names it. */
export async function listAudit({ entries }: AuditStore, { what, session, since = 0, limit = 50 }: AuditFilter = {}): Promise<readonly AuditEntry[]> {
  const most = Math.min(Math.max(1, Math.trunc(limit)), 1_000);
  const wanted = (entry: AuditEntry) =>
    entry.at >= since &&
    (session === undefined || entry.about.session === session) &&
    (what === undefined || what.some((one) => entry.what === one || entry.what.startsWith(`${one}.`)));
  const found: AuditEntry[] = [];
  let oldest = Number.POSITIVE_INFINITY;
  try {
    for await (const { position, entry } of entries.latest()) {
      oldest = position;
      if (flawOf(entry) !== undefined) continue;
      if (entry.at < since) return found;
      if (wanted(entry)) found.push(entry);
      if (found.length >= most) return found;
    }
    return found;
  } catch {
    // An entry that cannot be read is between these and the older ones
    return [...found, ...(await olderOnes({ entries }, oldest, wanted, most - found.length))];
  }
}

/** From the other side up to what cannot be read. */
async function olderOnes(
  { entries }: Pick<AuditStore, "entries">,
  before: number,
  wanted: (entry: AuditEntry) => boolean,
  most: number,
): Promise<AuditEntry[]> {
  const kept: AuditEntry[] = [];
  try {
    for await (const { position, entry } of entries.read()) {
      if (position >= before) break;
      if (flawOf(entry) === undefined && wanted(entry)) kept.push(entry);
      if (kept.length > most) kept.shift();
    }
  } catch {
    // Up to here: what is behind the damage has been read already
  }
  return kept.reverse();
}
