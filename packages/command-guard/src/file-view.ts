import { existsSync, lstatSync, opendirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { FileView } from "./contract.ts";

/** The real file system, asked at once. What cannot be read counts as not there. */
export function createFileView(): FileView {
  return { realPath, look, list };
}

function realPath(path: string): string {
  let existing = path.slice(0, 4_096);
  let rest = "";
  for (let depth = 0; depth < 64; depth++) {
    try {
      // Most words of a command are no files, and an error takes many times as long as a look.
      if (existsSync(existing)) return join(realpathSync.native(existing), rest);
    } catch {
      // It went away while we looked: as if it had never been there.
    }
    // What is not there yet lies in the nearest folder that is.
    if (dirname(existing) === existing) break;
    rest = join(basename(existing), rest);
    existing = dirname(existing);
  }
  return path;
}

function look(path: string): ReturnType<FileView["look"]> {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return {
      kind: found.isDirectory() ? "folder" : found.isFile() ? "file" : "other",
      // File systems that keep no birth say 0; the first of the other times is the next best.
      birthMs: found.birthtimeMs > 0 ? found.birthtimeMs : Math.min(found.ctimeMs, found.mtimeMs),
    };
  } catch {
    // Not readable, or no name that the system takes: nothing is known of it.
    return undefined;
  }
}

const mostNames = 1_000;

function list(folder: string): readonly string[] {
  try {
    const open = opendirSync(folder);
    try {
      const names: string[] = [];
      for (let entry = open.readSync(); entry !== null && names.length < mostNames; entry = open.readSync()) names.push(entry.name);
      return names;
    } finally {
      open.closeSync();
    }
  } catch {
    // No folder, or not ours to read.
    return [];
  }
}
