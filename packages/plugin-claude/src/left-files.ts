import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Where files lie that the program reads once, when it starts. */
export const launchFolder = (stateFolder: string): string => join(stateFolder, "launch");

/** A folder of a single answer begins so. */
export const completionPrefix = "completion-";

/** Removes what a killed house left for its agents to read: prompts, and settings that may hold secrets. Call before this house starts any. */
export async function removeLeftFiles(stateFolder: string): Promise<void> {
  const names = await readdir(stateFolder).catch(() => []); // no folder yet: nothing was left in it
  const left = [launchFolder(stateFolder), ...names.filter((name) => name.startsWith(completionPrefix)).map((name) => join(stateFolder, name))];
  await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })));
}
