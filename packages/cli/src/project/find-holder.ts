import { existsSync } from "node:fs";
import { InstarError } from "@instar/kernel/command";
import { lives } from "@instar/process/lives";
import type { ProjectPaths } from "./project-paths.ts";
import { readRunFile } from "./run-file.ts";

/** The process that holds the folder, when all that tells of it says the same; a number alone may be a stranger's by now. Undefined when nobody holds it. */
export async function findHolder(paths: ProjectPaths): Promise<number | undefined> {
  const pid = readRunFile(paths)?.pid;
  // The lock of a dead one is not even tried: that would be in the way of whoever starts the agent again.
  if (pid === undefined || !lives(pid) || !existsSync(paths.lock)) return undefined;
  const { openLock, readLockHolder } = await import("@instar/plugin-store");
  if (readLockHolder(paths.lock)?.pid !== pid) return undefined;
  try {
    (await openLock(paths.lock)).release();
    return undefined;
  } catch (error) {
    if (InstarError.is(error, "STORE_LOCKED")) return pid;
    throw error;
  }
}
