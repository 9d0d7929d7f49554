import type { ProcessMark } from "./process-mark.ts";
import { type ProcessRow, type ProcessTable, sameStart } from "./process-table.ts";

/** What earlier looks at one tree found out: parents die, and with them the way to their children. */
export interface TreeMemory {
  /** Start times by pid. */
  readonly members: Map<number, number>;
  /** Process groups and sessions led by a member. */
  readonly groups: Set<number>;
}

export function createTreeMemory(): TreeMemory {
  return { members: new Map(), groups: new Set() };
}

/**
 * The living processes of a marked tree: the marked one, who carries its mark, who was found before, and from there every child and everyone in a group or
 * session that one of them leads. A number alone is never believed: a pid needs its start time, and a group whose leader is gone counts only while someone
 * known is still in it, because an abandoned number may have been given to strangers. Remembers what it found.
 */
export function findMembers(table: ProcessTable, mark: ProcessMark, memory: TreeMemory): readonly ProcessRow[] {
  const rows = [...table.rows.values()].filter((row) => row.pid > 1);
  const isKnown = (row: ProcessRow): boolean => {
    const startedAt = row.pid === mark.pid ? mark.startedAt : memory.members.get(row.pid);
    return startedAt !== undefined && sameStart(row.startedAt, startedAt);
  };

  // A record that has lost its mark must match nobody, and not everybody who carries none.
  const carries = (row: ProcessRow): boolean => mark.mark !== undefined && table.carriedMark(row.pid) === mark.mark;

  const known = rows.filter(isKnown);
  const groups = new Set([...memory.groups].filter((group) => known.some((row) => row.group === group || row.session === group)));
  const found = new Map<number, ProcessRow>();
  const add = (row: ProcessRow): void => {
    found.set(row.pid, row);
    if (row.group === row.pid) groups.add(row.pid);
    if (row.session === row.pid) groups.add(row.pid);
  };

  for (const row of rows) if (isKnown(row) || carries(row)) add(row);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const row of rows) {
      if (!found.has(row.pid) && (found.has(row.ppid) || groups.has(row.group) || groups.has(row.session))) add(row);
    }
  }

  for (const row of found.values()) memory.members.set(row.pid, row.startedAt);
  for (const group of groups) memory.groups.add(group);
  return [...found.values()].filter((row) => !row.zombie);
}
