import type { Clock, Contribution, Logger } from "@instar/kernel";
import type { SessionDriver } from "@instar/kernel/contracts";
import { reapRecord } from "./reap.ts";
import type { SessionBook } from "./session-book.ts";
import type { StoredSession } from "./session-record.ts";

export interface Recovery {
  readonly book: SessionBook;
  readonly drivers: Iterable<Contribution<SessionDriver>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The session belongs to this run. */
  readonly isMine: (id: string) => boolean;
}

/**
 * After a crash: ends and awaits what is left of every former agent, all at once, and only then makes their records restful, so
 * that nobody reads or resumes what a process may still be writing. What can't be ended keeps its mark, and its opening tries again.
 */
export async function recover({ book, drivers, clock, log, isMine }: Recovery): Promise<void> {
  const left = (await book.living()).filter(({ id }) => !isMine(id));
  if (left.length === 0) return;
  const rested = await Promise.all(
    left.map(async (record) => {
      try {
        return rest(await reapRecord(record, drivers, clock, log));
      } catch (error) {
        log.error("A former agent's processes could not be ended; its opening tries again.", { session: record.id, pid: record.process?.pid, error });
        return rest(record);
      }
    }),
  );
  await book.rest(rested);
  log.info("Looked after the agents of a former run.", { sessions: rested.length });
}

const rest = (record: StoredSession): StoredSession =>
  record.state === "starting" || record.state === "idle" || record.state === "working" ? { ...record, state: "parked" } : record;
