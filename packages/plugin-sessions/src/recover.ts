import type { Clock, Contribution, Logger } from "@instar/kernel";
import type { HouseEvent, SessionDriver } from "@instar/kernel/contracts";
import { reapRecord } from "./reap.ts";
import type { SessionBook } from "./session-book.ts";
import type { StoredSession } from "./session-record.ts";

export interface Recovery {
  readonly book: SessionBook;
  readonly drivers: Iterable<Contribution<SessionDriver>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Keeps an event of the house. */
  readonly tell: (event: HouseEvent) => void;
  /** The session belongs to this run. */
  readonly isMine: (id: string) => boolean;
}

/**
 * After a crash: ends and awaits what is left of every former agent, all at once, and only then makes their records restful, so
 * that nobody reads or resumes what a process may still be writing. What can't be ended keeps its mark, and its opening tries again.
 */
export async function recover({ book, drivers, clock, log, tell, isMine }: Recovery): Promise<void> {
  const left = (await book.living()).filter(({ id }) => !isMine(id));
  if (left.length === 0) return;
  const rested = await Promise.all(
    left.map(async (record) => {
      try {
        const reaped = await reapRecord(record, drivers, clock, log);
        if (record.process && !reaped.process) tell(reapedEvent(record, record.process.pid));
        return rest(reaped);
      } catch (error) {
        log.error("A former agent's processes could not be ended; its opening tries again.", { session: record.id, pid: record.process?.pid, error });
        return rest(record);
      }
    }),
  );
  await book.rest(rested);
  log.info("Looked after the agents of a former run.", { sessions: rested.length });
}

const reapedEvent = ({ id, state }: StoredSession, pid: number): HouseEvent => ({
  type: "session.reaped",
  about: { session: id },
  text: `What a former run left of the session was ended (process ${pid}).`,
  data: { pid, was: state },
});

const rest = (record: StoredSession): StoredSession =>
  record.state === "starting" || record.state === "idle" || record.state === "working" ? { ...record, state: "parked" } : record;
