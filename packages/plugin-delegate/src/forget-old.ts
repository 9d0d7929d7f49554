import type { Clock, Logger } from "@instar/kernel";
import type { NamedSession, NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DelegationBook } from "./delegation-book.ts";
import { stateOf } from "./follow-runs.ts";
import type { StoredDelegation } from "./stored-delegation.ts";

const dayMs = 86_400_000;
const everyMs = dayMs;
/** After the start others have the disk first. */
const firstMs = 60_000;

export interface ForgetParts {
  readonly book: DelegationBook;
  readonly named: NamedSessions;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keepDays: number;
}

const resting = new Set<NamedSession["status"]>(["stopped", "killed", "failed"]);

/** Whether this delegation and its session, if it is still its own, were used for the last time before `before`. */
const isOld = ({ state, usedAt }: StoredDelegation, own: NamedSession | undefined, before: number): boolean =>
  state !== "running" && usedAt < before && (own === undefined || (resting.has(own.status) && own.usedAt < before));

async function forget({ book, named, clock, log, keepDays }: ForgetParts, signal: AbortSignal): Promise<void> {
  const before = clock.now() - keepDays * dayMs;
  for (const delegation of book.all()) {
    if (signal.aborted) return;
    if (delegation.state === "running" || delegation.usedAt >= before) continue;
    const { name } = delegation;
    const { session } = await stateOf(named, delegation);
    // Another one may have its name by now.
    const own = session?.id !== undefined && session.id === delegation.session ? session : undefined;
    if (!isOld(delegation, own, before)) continue;
    if (own !== undefined) await named.remove(name);
    await book.remove(name);
    log.info("Forgot a delegation that ended long ago.", { delegation: name });
  }
}

/** Forgets what ended long ago, each delegation with its session: one that stayed would be held to no preset any more. */
export async function forgetOld(parts: ForgetParts, signal: AbortSignal): Promise<void> {
  await parts.book.load();
  for (let waitMs = firstMs; ; waitMs = everyMs) {
    await parts.clock.sleep(waitMs, signal);
    await forget(parts, signal);
  }
}
