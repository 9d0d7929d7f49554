import type { SessionFilter, SessionRecord } from "@instar/kernel/contracts";
import type { StoredSession } from "./session-record.ts";

/** What has to be known of every record to find, order and forget it without reading it. */
export interface IndexEntry {
  readonly id: string;
  readonly key: string;
  readonly state: SessionRecord["state"];
  readonly createdAt: number;
  readonly usedAt: number;
  /** Its last sign of life: when it ended, else when it was used. */
  readonly lastAt: number;
  /** Something of it may still run. */
  readonly hasProcess: boolean;
}

export const indexEntry = ({ id, key, state, createdAt, usedAt, exit, process }: StoredSession): IndexEntry => ({
  id,
  key,
  state,
  createdAt,
  usedAt,
  lastAt: Math.max(usedAt, exit?.at ?? 0),
  hasProcess: process !== undefined,
});

const latestFirst = (one: IndexEntry, other: IndexEntry) =>
  other.usedAt - one.usedAt || other.createdAt - one.createdAt || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);

/** The entries that a filter asks for, the latest used first. */
export function findEntries(entries: Iterable<IndexEntry>, { states, keys = "", limit = Number.POSITIVE_INFINITY }: SessionFilter): readonly IndexEntry[] {
  const found: IndexEntry[] = [];
  for (const entry of entries) if (entry.key.startsWith(keys) && (!states || states.includes(entry.state))) found.push(entry);
  return found.sort(latestFirst).slice(0, Math.max(0, limit));
}
