import type { Clock, Contribution, Logger } from "@instar/kernel";
import type { ProcessMark, SessionDriver } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import type { StoredSession } from "./session-record.ts";
import { within } from "./within.ts";

const reapTimeoutMs = 20_000;

/** Ends whatever is left of a process tree. Rejects with the driver's failure, or with SESSIONS_STOP_LATE after 20 s. */
export const reapProcess = (driver: SessionDriver, mark: ProcessMark, clock: Clock): Promise<void> =>
  within(driver.reap(mark), reapTimeoutMs, clock, () => SessionsError.STOP_LATE(reapTimeoutMs));

/** Ends what may be left of a record's process; gives the record without it, or as it is when its driver is no longer configured. */
export async function reapRecord(record: StoredSession, drivers: Iterable<Contribution<SessionDriver>>, clock: Clock, log: Logger): Promise<StoredSession> {
  const { process, ...without } = record;
  if (!process) return record;
  const driver = [...drivers].find(({ value }) => value.id === record.driver)?.value;
  if (!driver) {
    log.warn("A former agent's processes can't be looked for, because its driver is no longer configured.", {
      session: record.id,
      driver: record.driver,
      pid: process.pid,
    });
    return record;
  }
  await reapProcess(driver, process, clock);
  return without;
}
