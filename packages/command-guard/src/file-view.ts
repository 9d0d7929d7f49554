import { lstatSync, opendirSync } from "node:fs";
import type { FileView } from "./contract.ts";
import { realPath } from "./real-path.ts";

/** No system knows longer ones. */
const mostPath = 4_096;

/** The real file system, asked at once. What cannot be read counts as not there. */
export function createFileView(): FileView {
  return { realPath: (path) => realPath(path.slice(0, mostPath)), look, list };
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
