import type { Contribution, Logger } from "@instar/kernel";
import type { SessionDriver } from "@instar/kernel/contracts";
import type { SessionBook } from "./session-book.ts";
import type { StoredSession } from "./session-record.ts";

/**
 * After a crash: ends and awaits what is left of every former agent, all at once, and only then makes their records restful, so
 * that nobody reads or resumes what a process may still be writing. What can't be ended keeps its mark, and its opening tries again.
 */
export async function recover(book: SessionBook, drivers: Iterable<Contribution<SessionDriver>>, isMine: (id: string) => boolean, log: Logger): Promise<void> {
  const left = (await book.living()).filter(({ id }) => !isMine(id));
  if (left.length === 0) return;
  const rested = await Promise.all(
    left.map(async (record) => {
      try {
        return rest(await reap(record, drivers, log));
      } catch (error) {
        log.error("A former agent's processes could not be ended; its opening tries again.", { session: record.id, pid: record.process?.pid, error });
        return rest(record);
      }
    }),
  );
  await book.rest(rested);
  log.info("Looked after the agents of a former run.", { sessions: rested.length });
}

/** Ends what may be left of a record's process; gives the record without it. Rejects with the driver's failure. */
export async function reap(record: StoredSession, drivers: Iterable<Contribution<SessionDriver>>, log: Logger): Promise<StoredSession> {
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
  await driver.reap(process);
  return without;
}

const rest = (record: StoredSession): StoredSession =>
  record.state === "starting" || record.state === "idle" || record.state === "working" ? { ...record, state: "parked" } : record;
