import { InstarError } from "@instar/kernel";
import { openLock, readLockHolder } from "@instar/plugin-store";
import { lives } from "@instar/process/lives";
import { CliError } from "../errors.ts";
import { makePrivateFolder, projectPaths } from "../project/project-paths.ts";
import { readRunFile } from "../project/run-file.ts";
import { wait } from "../wait.ts";

/** A command that works without the agent holds the folder for a moment; it is worth waiting for. */
const patience = { times: 15, everyMs: 200 };

/** Holds the folder's lock until disposed. Rejects with CLI_ALREADY_RUNNING or, for another command that takes long, CLI_FOLDER_IN_USE. */
export async function takeFolder(project: string): Promise<AsyncDisposable> {
  const paths = projectPaths(project);
  makePrivateFolder(paths.home);
  for (let left = patience.times; ; left--) {
    try {
      return await openLock(paths.lock);
    } catch (error) {
      if (!InstarError.is(error, "STORE_LOCKED")) throw error;
      const holder = readLockHolder(paths.lock)?.pid;
      // A dead agent's names stay where somebody else has just taken its folder, as whoever waits for it does for a moment.
      if (holder !== undefined && holder === readRunFile(paths)?.pid && lives(holder)) throw CliError.ALREADY_RUNNING(project, holder);
      if (left === 0) throw CliError.FOLDER_IN_USE(project);
      await wait(patience.everyMs);
    }
  }
}
