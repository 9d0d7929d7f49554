import { markInEnvironment } from "./mark-variable.ts";
import type { ProcessRow, ProcessSource } from "./process-table.ts";

interface PsRow extends ProcessRow {
  readonly mark: string | undefined;
}

/**
 * Processes told by `ps`, for macOS. Never run there so far: only the parsing is tested. Known limits: no sessions, whole seconds, and Apple's own programs
 * (such as /bin/bash) may hide their environment.
 */
export const psProcesses: ProcessSource = {
  readAll() {
    const rows = new Map(askPs(["-A"]).map((row) => [row.pid, row]));
    return { rows, carriedMark: (pid) => rows.get(pid)?.mark };
  },
  read: (pid) => askPs(["-p", String(pid)])[0],
  carriedMark: (pid) => askPs(["-p", String(pid)])[0]?.mark,
};

/** Parses lines of `pid ppid pgid state lstart command environment`, where lstart is five words such as `Sat Nov 21 07:37:38 2026`, in UTC. */
export function parsePs(output: string): readonly PsRow[] {
  return output.split("\n").flatMap((line) => {
    const [pid, ppid, group, state, , month, day, time, year, ...command] = line.trim().split(/\s+/);
    const startedAt = Date.parse(`${month} ${day} ${year} ${time} UTC`);
    if (state === undefined || Number.isNaN(startedAt)) return [];
    const mark = markInEnvironment(command.join(" "), " ");
    return [{ pid: Number(pid), ppid: Number(ppid), group: Number(group), session: 0, startedAt, zombie: state.startsWith("Z"), mark }];
  });
}

function askPs(which: readonly string[]): readonly PsRow[] {
  // Loaded only here: on Linux the guardian is smaller without it.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const columns = ["-o", "pid=", "-o", "ppid=", "-o", "pgid=", "-o", "state=", "-o", "lstart=", "-o", "command="];
  const result = spawnSync("/bin/ps", ["-Eww", ...which, ...columns], { encoding: "utf8", env: { LC_ALL: "C", TZ: "UTC" }, maxBuffer: 64 * 1024 * 1024 });
  return parsePs(result.stdout ?? "");
}
