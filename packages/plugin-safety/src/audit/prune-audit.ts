import type { Clock, Logger } from "@instar/kernel";
import { type AuditStore, anchorKey } from "./audit-store.ts";
import type { AuditWriter } from "./audit-writer.ts";
import { flawOf, type Link } from "./chain.ts";

const dayMs = 86_400_000;
/** After the start others have the disk first. */
const firstMs = 60_000;

/** Removes what is older than `keepDays`, once a day. The chain says what was removed, and with which hash it ended. */
export async function pruneAudit(parts: {
  readonly store: AuditStore;
  readonly writer: Pick<AuditWriter, "append">;
  readonly keepDays: number;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { clock, signal, keepDays } = parts;
  for (let waitMs = firstMs; ; waitMs = dayMs) {
    await clock.sleep(waitMs, signal);
    await removeBefore(clock.now() - keepDays * dayMs, parts);
  }
}

async function removeBefore(before: number, { store, writer, clock, log }: Parameters<typeof pruneAudit>[0]): Promise<void> {
  let last: (Link & { readonly position: number }) | undefined;
  for await (const { position, entry } of store.entries.read()) {
    if (flawOf(entry) !== undefined) return log.warn("The audit is damaged, so nothing of it is removed.", { number: (last?.number ?? 0) + 1 });
    if (entry.at >= before) break;
    last = { number: entry.number, hash: entry.hash, position };
  }
  if (last === undefined) return;
  const { number, hash, position } = last;
  const about = { through: `${number}` };
  // Durable before anything goes, so that a crash in between leaves a chain that holds
  await writer.append({ at: clock.now(), what: "audit.pruned", by: "safety: keep the audit for some days", about, digest: hash }, [
    store.links.put(anchorKey, { number, hash }),
  ]);
  await store.entries.truncate(position + 1);
  log.info("Removed old entries of the audit.", { through: number });
}
