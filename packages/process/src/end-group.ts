import { setTimeout as sleep } from "node:timers/promises";
import { processes } from "./process-table.ts";
import { signalGroup } from "./signal-group.ts";

/**
 * SIGTERM to a process group, SIGKILL to what is left after `graceMs`; resolves when nobody lives in it or SIGKILL was sent. The number of a group is not
 * given to others while somebody is in it, so call this only while its leader is known not to have been waited for. `leaderEnded` tells when it has.
 */
export async function endGroup(group: number, graceMs: number, leaderEnded: () => boolean): Promise<void> {
  const began = performance.now();
  if (graceMs > 0 && !signalGroup(group, "SIGTERM")) return;
  for (let leftMs = graceMs; leftMs > 0; leftMs = graceMs - (performance.now() - began)) {
    await sleep(Math.min(20, leftMs));
    if (!signalGroup(group, 0) || (leaderEnded() && !hasLiving(group))) return;
  }
  signalGroup(group, "SIGKILL");
}

/** Orphans that have ended stay in their group until the first process of the system notices; in many containers it never does. */
function hasLiving(group: number): boolean {
  for (const row of processes.readAll().rows.values()) if (row.group === group && !row.zombie) return true;
  return false;
}
