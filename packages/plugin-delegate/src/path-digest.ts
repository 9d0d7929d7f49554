import { createHash, type Hash } from "node:crypto";
import { lstat, readdir, readFile, readlink, realpath, stat } from "node:fs/promises";
import { join } from "node:path";

/** Files up to this size are read; of larger ones size, time and number tell. */
const smallBytes = 64 * 1_024;

/** Entries of a protected folder that are looked at: a look follows every tool call. */
const mostEntries = 5_000;

/** What a file, or a folder with all that is in it, looks like now; of links, also what they lead to: of those within a folder, only files. Two looks are equal when nothing was changed; a path that is not there has a look, too. */
async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  let left = mostEntries;

  async function look(at: string, into: Hash): Promise<void> {
    if (left-- <= 0) return;
    try {
      const found = await lstat(at, { bigint: true });
      into.update(`${at}\0${found.mode}\0${found.size}\0${found.ino}\0`);
      if (found.isSymbolicLink()) {
        into.update(await readlink(at));
        const target = await realpath(at);
        if (at === path || (await stat(target)).isFile()) await look(target, into);
      } else if (found.isDirectory()) for (const name of (await readdir(at)).sort()) await look(join(at, name), into);
      else {
        // The time of the last change can be put back, that of the entry itself can't.
        into.update(`${found.mtimeNs}\0${found.ctimeNs}\0`);
        if (found.isFile() && found.size <= smallBytes) into.update(await readFile(at));
      }
    } catch (error) {
      // It is not there, or not ours to read: that is how it looks.
      into.update(`${at}\0${(error as NodeJS.ErrnoException).code ?? "unknown"}\0`);
    }
  }

  await look(path, hash);
  return hash.digest("hex");
}

/** The looks of several paths. */
export async function digestsOf(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await digestOf(path)] as const)));
}

/** The paths that look different from before. */
export async function changedSince(before: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const now = await digestsOf(Object.keys(before));
  return Object.keys(before).filter((path) => now[path] !== before[path]);
}
