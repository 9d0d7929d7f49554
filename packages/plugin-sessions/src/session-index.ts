import type { SessionFilter, SessionRecord } from "@instar/kernel/contracts";
import type { StoredSession } from "./session-record.ts";

/** What stays in memory of every record, so that lists and pruning read nothing: all but the text that may be long. */
export function listed({ instructions: _instructions, ...record }: StoredSession): SessionRecord {
  return record;
}

/** What a filter asks for, the latest used first. */
export function find(all: readonly SessionRecord[], { states, keys = "", limit = Number.POSITIVE_INFINITY }: SessionFilter): readonly SessionRecord[] {
  const found = all.filter(({ key, state }) => key.startsWith(keys) && (!states || states.includes(state)));
  found.sort((one, other) => other.usedAt - one.usedAt || other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1));
  return found.slice(0, Math.max(0, limit));
}
