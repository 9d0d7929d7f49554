import { linuxProcesses } from "./linux-processes.ts";
import { psProcesses } from "./ps-processes.ts";

/** One process as the system tells it. */
export interface ProcessRow {
  readonly pid: number;
  readonly ppid: number;
  readonly group: number;
  /** 0 where the system does not tell it (macOS). */
  readonly session: number;
  /** Epoch ms. */
  readonly startedAt: number;
  /** It has ended, and only waits for its parent to notice. */
  readonly zombie: boolean;
}

/** All processes at one moment. `carriedMark` is undefined too when the environment may not be read. */
export interface ProcessTable {
  readonly rows: ReadonlyMap<number, ProcessRow>;
  carriedMark(pid: number): string | undefined;
}

/**
 * Where the system tells of its processes. Synchronous on purpose: a look that other work interrupts is old when it is used, and the guardian has
 * nothing else to do.
 */
export interface ProcessSource {
  readAll(): ProcessTable;
  read(pid: number): ProcessRow | undefined;
  carriedMark(pid: number): string | undefined;
}

export const processes: ProcessSource = process.platform === "linux" ? linuxProcesses : psProcesses;

/** The system counts in up to whole seconds, and a small correction of the wall clock moves every start time by one more. */
const startToleranceMs = 1_500;

export function sameStart(one: number, other: number): boolean {
  return Math.abs(one - other) <= startToleranceMs;
}
