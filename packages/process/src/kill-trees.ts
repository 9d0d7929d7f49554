import { readAncestors } from "./ancestors.ts";
import type { ProcessMark } from "./process-mark.ts";
import { processes, sameStart } from "./process-table.ts";
import { signalGroup } from "./signal-group.ts";
import { signalProcess } from "./signal-process.ts";
import { createTreeMemory, findMembers } from "./tree-members.ts";

const giveUpAfterMs = 60_000;

/**
 * Kills marked trees with no grace, blocking until nothing is left of them (or a minute has passed: whoever is left then can't be killed by us). Freezes the
 * roots first: from then on they ask and start nothing, but their children can still be found through them.
 */
export function killTreesAtOnce(marks: readonly ProcessMark[]): void {
  for (const mark of marks) freezeGroup(mark);
  const spared = new Set([process.pid, ...readAncestors(process.pid)]);
  const trees = marks.map((mark) => ({ mark, memory: createTreeMemory() }));
  const began = performance.now();

  for (let quietLooks = 0; quietLooks < 2 && performance.now() - began < giveUpAfterMs; ) {
    const table = processes.readAll();
    const left = trees.flatMap(({ mark, memory }) => findMembers(table, mark, memory)).filter((row) => !spared.has(row.pid));
    quietLooks = left.length === 0 ? quietLooks + 1 : 0;
    for (const row of left) signalProcess(row, "SIGKILL");
    if (left.length > 0) pause(Math.min(2 + (performance.now() - began) / 50, 200));
  }
}

function freezeGroup(mark: ProcessMark): void {
  const root = processes.read(mark.pid);
  if (root !== undefined && root.group === root.pid && sameStart(root.startedAt, mark.startedAt)) signalGroup(root.group, "SIGSTOP");
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
