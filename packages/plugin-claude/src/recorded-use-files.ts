import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The files of one conversation: its own, and those of its sub-agents. */
export interface ThreadFiles {
  readonly thread: string;
  readonly files: readonly string[];
  /** Epoch ms: the newest change of any of them. */
  readonly modifiedAt: number;
}

const ending = ".jsonl";

/** Oldest first, so that of two which hold the same answer the one that came first is read first. */
export async function listThreads(projects: string): Promise<readonly ThreadFiles[]> {
  const found = new Map<string, { files: string[]; bornAt: number; modifiedAt: number }>();
  for (const project of await entries(projects)) {
    if (!project.isDirectory()) continue;
    const folder = join(projects, project.name);
    for (const entry of await entries(folder)) {
      const path = join(folder, entry.name);
      const files = entry.isDirectory() ? await filesBelow(path) : entry.name.endsWith(ending) ? [path] : [];
      for (const file of files) {
        const times = await timesOf(file);
        if (times === undefined) continue;
        const thread = entry.isDirectory() ? entry.name : entry.name.slice(0, -ending.length);
        const known = found.get(thread) ?? { files: [], bornAt: times.bornAt, modifiedAt: 0 };
        known.files.push(file);
        known.bornAt = Math.min(known.bornAt, times.bornAt);
        known.modifiedAt = Math.max(known.modifiedAt, times.modifiedAt);
        found.set(thread, known);
      }
    }
  }
  return [...found].sort(([, one], [, other]) => one.bornAt - other.bornAt).map(([thread, { files, modifiedAt }]) => ({ thread, files, modifiedAt }));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await entries(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(path)));
    else if (entry.name.endsWith(ending)) found.push(path);
  }
  return found;
}

async function entries(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not there, or not for us to read: then it says nothing.
    return [];
  }
}

async function timesOf(file: string): Promise<{ readonly bornAt: number; readonly modifiedAt: number } | undefined> {
  try {
    const { birthtimeMs, mtimeMs } = await stat(file);
    // Some file systems keep no time of birth, and what was brought back from elsewhere was born today.
    return { bornAt: birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs, modifiedAt: mtimeMs };
  } catch {
    // Taken away since it was listed.
    return undefined;
  }
}
