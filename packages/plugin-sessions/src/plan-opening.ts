import type { Contribution } from "@instar/kernel";
import type { OpenOptions, SessionDriver, Snapshot } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import type { StoredSession } from "./session-record.ts";

export type Opening =
  | { readonly from: "new"; readonly driver: SessionDriver }
  | { readonly from: "fork"; readonly driver: SessionDriver; readonly snapshot: Snapshot }
  | { readonly from: "resume"; readonly driver: SessionDriver; readonly snapshot: Snapshot; readonly record: StoredSession };

/** The named driver, else the most preferred one; of equals the first in the config. */
export function chooseDriver(drivers: Iterable<Contribution<SessionDriver>>, named: string | undefined): SessionDriver {
  const all = [...drivers].map(({ value }) => value);
  if (named !== undefined) {
    const found = all.find(({ id }) => id === named);
    if (!found)
      throw SessionsError.DRIVER_UNKNOWN(
        named,
        all.map(({ id }) => id),
      );
    return found;
  }
  const [first, ...others] = all;
  if (!first) throw SessionsError.NO_DRIVER();
  return others.reduce((best, next) => (next.preference > best.preference ? next : best), first);
}

/**
 * How a key that has no living session is opened. Whoever has a history keeps the driver that can read it: another driver is an
 * error, never a silent new beginning. A stand-in (preference 0) has no history worth keeping once a real agent is configured.
 */
export function planOpening(
  former: StoredSession | undefined,
  drivers: Iterable<Contribution<SessionDriver>>,
  { driver, from }: OpenOptions,
  configured: string | undefined,
): Opening {
  const named = driver ?? configured;
  if (from) return { from: "fork", driver: readerOf(from, drivers, named), snapshot: from };
  const wanted = chooseDriver(drivers, named);
  const snapshot = former?.snapshot;
  if (!former || !snapshot || !former.asked || former.state === "stopped") return { from: "new", driver: wanted };
  if (snapshot.driver === wanted.id) return { from: "resume", driver: wanted, snapshot, record: former };
  const reader = [...drivers].find(({ value }) => value.id === snapshot.driver)?.value;
  if (reader && reader.preference <= 0 && wanted.preference > 0) return { from: "new", driver: wanted };
  if (!reader || named !== undefined) throw SessionsError.DRIVER_CHANGED(former.key, snapshot.driver, wanted.id);
  return { from: "resume", driver: reader, snapshot, record: former };
}

function readerOf(snapshot: Snapshot, drivers: Iterable<Contribution<SessionDriver>>, named: string | undefined): SessionDriver {
  if (named !== undefined && named !== snapshot.driver) throw SessionsError.DRIVER_CHANGED("a snapshot", snapshot.driver, named);
  return chooseDriver(drivers, snapshot.driver);
}
