import { systemCode } from "./errors.ts";
import { type ProcessRow, processes, sameStart } from "./process-table.ts";

/** Signals exactly the process that was seen: its start time is read again just before. A process that is gone, or not ours to signal, is left alone. */
export function signalProcess(row: ProcessRow, signal: NodeJS.Signals): void {
  if (row.pid <= 1) return;
  const now = processes.read(row.pid);
  if (now === undefined || !sameStart(now.startedAt, row.startedAt)) return;
  try {
    process.kill(row.pid, signal);
  } catch (error) {
    // Gone in this very moment, or another user's: whoever waits for the end of the tree sees what is left and says so.
    if (!["ESRCH", "EPERM"].includes(systemCode(error) ?? "")) throw error;
  }
}
