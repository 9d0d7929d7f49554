import { type ProcessSource, processes } from "./process-table.ts";

/** The parent of a process, its parent, and so on up to the first process of the system, nearest first. Empty when `pid` is gone. */
export async function ancestorsOf(pid: number): Promise<readonly number[]> {
  return readAncestors(pid);
}

export function readAncestors(pid: number, read: ProcessSource["read"] = processes.read): readonly number[] {
  const ancestors: number[] = [];
  for (let at = read(pid)?.ppid; at !== undefined && at > 0 && !ancestors.includes(at); at = read(at)?.ppid) ancestors.push(at);
  return ancestors;
}
