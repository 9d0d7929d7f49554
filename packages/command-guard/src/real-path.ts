import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Without links, as far as an absolute path exists. `known`: what was asked before, so that the folders of many paths are asked for once. */
export function realPath(path: string, known: Map<string, string> = new Map()): string {
  const before = known.get(path);
  if (before !== undefined) return before;
  const parent = dirname(path);
  // What is not there yet lies in the nearest folder that is.
  const real = existing(path) ?? (parent === path ? path : join(realPath(parent, known), basename(path)));
  known.set(path, real);
  return real;
}

function existing(path: string): string | undefined {
  try {
    // Most words of a command are no files, and an error takes many times as long as a look.
    return existsSync(path) ? realpathSync.native(path) : undefined;
  } catch {
    // It went away while we looked: as if it had never been there.
    return undefined;
  }
}
