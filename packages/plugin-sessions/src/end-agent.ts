import type { Clock, Logger, SessionRef } from "@instar/kernel";
import type { ProcessMark, Session, SessionDriver, SessionEvent, Snapshot } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { reapProcess } from "./reap.ts";
import { within } from "./within.ts";

export type Exit = SessionEvent & { readonly type: "exit" };

/** Beyond the grace that a driver was given, how long it may take to say that it has ended everything. */
const lateMs = 5_000;

export interface AgentEnd {
  readonly ref: SessionRef;
  readonly driver: SessionDriver;
  readonly agent: Session | undefined;
  /** How it ended by itself, if it did. */
  readonly exit: Exit | undefined;
  readonly mark: ProcessMark | undefined;
  readonly graceMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Ends an agent's whole process tree: as its driver does it, else by force. `clean` when nothing is left running. Never rejects. */
export async function endAgent(end: AgentEnd): Promise<{ readonly clean: boolean; readonly snapshot?: Snapshot }> {
  const { ref, agent, exit, graceMs, clock, log } = end;
  if (!agent || exit) return { clean: exit?.expected === true || (await endByForce(end)) };
  try {
    const snapshot = await within(agent.stop(graceMs), graceMs + lateMs, clock, () => SessionsError.STOP_LATE(graceMs + lateMs));
    return snapshot ? { clean: true, snapshot } : { clean: true };
  } catch (error) {
    log.error("An agent did not end as told; its processes are ended by force.", { session: ref.id, error });
    return { clean: await endByForce(end) };
  }
}

async function endByForce({ ref, driver, mark, clock, log }: AgentEnd): Promise<boolean> {
  if (!mark) return true;
  try {
    await reapProcess(driver, mark, clock);
    return true;
  } catch (error) {
    log.error("What is left of an agent could not be ended; the next opening tries again.", { session: ref.id, pid: mark.pid, error });
    return false;
  }
}
