import { readFileSync } from "node:fs";
import { hasEnded } from "./linux-processes.ts";

/**
 * Whether a process with this pid runs, whoever's it is. One that has ended and that its parent has not taken note of still takes signals; Linux
 * tells them apart. A pid is given out again in time: where that matters, use `isAlive` and a mark.
 */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return !hasEnded(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch (error) {
    // Somebody else's process lives, too
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
