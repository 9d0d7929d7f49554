import { setTimeout as sleep } from "node:timers/promises";
import { readAncestors } from "./ancestors.ts";
import { processErrors } from "./errors.ts";
import type { ProcessMark } from "./process-mark.ts";
import { type ProcessRow, processes } from "./process-table.ts";
import { signalProcess } from "./signal-process.ts";
import { createTreeMemory, findMembers } from "./tree-members.ts";

/** A process found in a marked tree. `startedAt` in epoch ms. */
export type TreeProcess = Pick<ProcessRow, "pid" | "ppid" | "startedAt">;

/** How long a process may take to vanish after SIGKILL before we call it stuck. */
const stuckAfterMs = 5_000;

/**
 * Every living process of the tree: the marked one, its descendants, its process group and session, and whoever carries `INSTAR_MARK=<mark>`, which finds
 * orphans in a session of their own too. A child that emptied its environment *and* lost its parent before anybody looked is not found.
 */
export async function findTree(mark: ProcessMark): Promise<readonly TreeProcess[]> {
  return findMembers(processes.readAll(), mark, createTreeMemory());
}

/**
 * Ends the whole tree: SIGTERM, after `graceMs` (0: at once) SIGKILL, looking again until nothing is left, also what was forked meanwhile. Resolves when all
 * are gone, at once when there is none. The caller itself and its ancestors are spared; so is every process whose start time is not the one that was seen.
 * Rejects with PROCESS_TREE_REMAINS when something outlives SIGKILL by 5 s.
 */
export async function endTree(mark: ProcessMark, graceMs: number): Promise<void> {
  const spared = new Set([process.pid, ...readAncestors(process.pid)]);
  const memory = createTreeMemory();
  const asked = new Set<number>();
  const began = performance.now();

  for (let quietLooks = 0; quietLooks < 2; ) {
    const left = findMembers(processes.readAll(), mark, memory).filter((row) => !spared.has(row.pid));
    // Processes are read one after another: what was forked behind the reader's back shows at the second look.
    quietLooks = left.length === 0 ? quietLooks + 1 : 0;
    const elapsedMs = performance.now() - began;
    const overtimeMs = elapsedMs - graceMs;
    if (left.length > 0 && overtimeMs > stuckAfterMs)
      throw processErrors.treeRemains(
        left.map((row) => row.pid),
        stuckAfterMs / 1000,
      );

    for (const row of left) {
      if (overtimeMs >= 0) signalProcess(row, "SIGKILL");
      else if (!asked.has(row.pid)) signalProcess(row, "SIGTERM");
      asked.add(row.pid);
    }
    if (left.length > 0) await sleep(overtimeMs >= 0 ? 5 : Math.min(-overtimeMs, 10 + elapsedMs / 10, 100));
  }
}
