import { randomBytes } from "node:crypto";
import { processes, sameStart } from "./process-table.ts";

/** Recognises a process of ours after a crash: pid, start time (epoch ms, as the system tells it), and `mark`, a value in its environment. */
export interface ProcessMark {
  readonly pid: number;
  readonly startedAt: number;
  readonly mark: string;
}

/** A new mark, 128 random bits. Put it into the child's environment as `INSTAR_MARK`. */
export function createMark(): string {
  return randomBytes(16).toString("hex");
}

/** The mark to record for a process that was just started with `mark` in its environment; undefined when it is gone already. */
export async function markOf(pid: number, mark: string): Promise<ProcessMark | undefined> {
  const found = processes.read(pid);
  return found === undefined ? undefined : { pid, startedAt: found.startedAt, mark };
}

/** Whether the marked process itself lives (a zombie does not). Safe against reused pids: the start time, or the mark in the environment, must match. */
export async function isAlive(mark: ProcessMark): Promise<boolean> {
  const found = processes.read(mark.pid);
  if (found === undefined || found.zombie) return false;
  // The start time is told relative to the wall clock, which may have been set since; the environment is not.
  return sameStart(found.startedAt, mark.startedAt) || (mark.mark !== undefined && processes.carriedMark(mark.pid) === mark.mark);
}

/** The mark that a process carries in its environment: whose tree it came from, even when its parents are gone. Undefined when none, or not readable. */
export async function carriedMark(pid: number): Promise<string | undefined> {
  return processes.carriedMark(pid);
}
