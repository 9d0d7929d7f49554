import type { SessionFilter } from "@instar/kernel/contracts";
import type { StoredSession } from "./session-record.ts";

/** What has to be known of every record to find, order and forget it without reading it. */
export type Known = Pick<StoredSession, "id" | "key" | "state" | "createdAt" | "usedAt" | "exit" | "process">;

export const isWhole = (known: Known): known is StoredSession => "cwd" in known;

/** What stays in memory of a record that nobody looks at. */
export const slim = ({ id, key, state, createdAt, usedAt, exit, process }: Known): Known => ({
  id,
  key,
  state,
  createdAt,
  usedAt,
  ...(exit && { exit: { code: exit.code, at: exit.at } }),
  ...(process && { process }),
});

/** What a filter asks for, the latest used first. */
export function find<T extends Known>(all: readonly T[], { states, keys = "", limit = Number.POSITIVE_INFINITY }: SessionFilter): readonly T[] {
  const found = all.filter(({ key, state }) => key.startsWith(keys) && (!states || states.includes(state)));
  found.sort((one, other) => other.usedAt - one.usedAt || other.createdAt - one.createdAt || (one.id < other.id ? 1 : -1));
  return found.slice(0, Math.max(0, limit));
}
