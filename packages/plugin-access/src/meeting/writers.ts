import type { InboxRow } from "@instar/plugin-conversations/contract";
import { senderName } from "../contract.ts";
import type { Meeting } from "./meeting.ts";

/** Whoever wrote so long ago may have been whom we wait for: people try their bot before they come here. */
const lookBackMs = 3_600_000;
/** As many as can be read at once: a stranger who floods it must hide nobody. */
const mostRows = 1_000;

/** A stranger, and what they wrote and is not answered: oldest first. */
export interface Writer {
  readonly sender: string;
  readonly name?: string;
  readonly handle?: string;
  readonly rows: readonly InboxRow[];
}

/** Strangers who wrote in private lately, and were not turned away. */
export async function findWriters({ channel, access, conversations, clock }: Meeting): Promise<readonly Writer[]> {
  const since = clock.now() - lookBackMs;
  const [rows, met, trusted] = await Promise.all([conversations.inbox({ states: ["refused"], since, limit: mostRows }), access.met(), access.trusted()]);
  const known = new Set([...trusted.map(({ sender }) => sender), ...met.flatMap(({ sender, state }) => (state === "denied" ? [sender] : []))]);
  const writers = new Map<string, InboxRow[]>();
  for (const row of [...rows].reverse()) {
    const sender = senderName(channel, row.from);
    if (row.address.channel !== channel || row.group || known.has(sender)) continue;
    writers.set(sender, [...(writers.get(sender) ?? []), row]);
  }
  return [...writers].map(([sender, own]) => {
    const { name, handle } = own.at(-1)?.from ?? {};
    return { sender, ...(name !== undefined && { name }), ...(handle !== undefined && { handle }), rows: own };
  });
}
