import { readdirSync, readFileSync } from "node:fs";
import { markInEnvironment } from "./mark-variable.ts";
import type { ProcessRow, ProcessSource } from "./process-table.ts";

/** The kernel tells start times to every program in hundredths of a second, whatever it counts in itself. */
const msPerTick = 10;

/** Processes read from /proc. */
export const linuxProcesses: ProcessSource = {
  readAll() {
    const bootedAt = readBootTime();
    const rows = new Map<number, ProcessRow>();
    for (const name of readdirSync("/proc")) {
      const pid = Number(name);
      if (!Number.isInteger(pid)) continue;
      const row = readRow(pid, bootedAt);
      if (row !== undefined) rows.set(pid, row);
    }
    return { rows, carriedMark: readCarriedMark };
  },
  read: (pid) => readRow(pid, readBootTime()),
  carriedMark: readCarriedMark,
};

/** Parses `/proc/<pid>/stat`. The second field is the program's name in parentheses and may hold anything, spaces and parentheses too. */
export function parseStat(pid: number, stat: string, bootedAt: number): ProcessRow {
  const [, ppid, group, session, ...rest] = fieldsOf(stat);
  return {
    pid,
    ppid: Number(ppid),
    group: Number(group),
    session: Number(session),
    startedAt: bootedAt + Number(rest[15]) * msPerTick,
    zombie: hasEnded(stat),
  };
}

const fieldsOf = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

/** By `/proc/<pid>/stat`. A first thread that has ended is a zombie as well: while others are left, files, ports and locks are still held. */
export function hasEnded(stat: string): boolean {
  const fields = fieldsOf(stat);
  const [state, threads] = [fields[0], fields[17]];
  return state === "X" || (state === "Z" && Number(threads) <= 1);
}

function readRow(pid: number, bootedAt: number): ProcessRow | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : parseStat(pid, stat, bootedAt);
}

function readCarriedMark(pid: number): string | undefined {
  const environment = readIfThere(`/proc/${pid}/environ`);
  return environment === undefined ? undefined : markInEnvironment(environment, "\0");
}

function readBootTime(): number {
  const seconds = /^btime (\d+)$/m.exec(readFileSync("/proc/stat", "latin1"))?.[1];
  return Number(seconds) * 1000;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // The process has ended meanwhile, or belongs to another user: either way it is none that we could end.
    return undefined;
  }
}
