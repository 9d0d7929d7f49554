import type { InboxRow } from "@instar/plugin-conversations/contract";
import type { Writer } from "./contract.ts";

/** `rows`: newest first. */
export function countWriters(rows: readonly Pick<InboxRow, "from" | "address" | "at">[]): readonly Writer[] {
  const writers = new Map<string, Writer>();
  for (const { from, address, at } of rows) {
    const id = `${address.channel}:${from.id}`;
    const known = writers.get(id) ?? { who: from.name ?? from.id, channel: address.channel, messages: 0, lastAt: at };
    writers.set(id, { ...known, messages: known.messages + 1, lastAt: Math.max(known.lastAt, at) });
  }
  return [...writers.values()].sort((a, b) => b.lastAt - a.lastAt);
}
