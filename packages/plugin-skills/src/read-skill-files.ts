import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { SkillProblem } from "./contract.ts";
import { readWithin } from "./read-within.ts";

/** Bytes by their path in the folder, with `/`. */
export type SkillFiles = ReadonlyMap<string, Uint8Array>;

export const maxFiles = 200;
export const maxBytes = 5 * 1024 * 1024;

const ignored = new Set([".git", ".DS_Store"]);

/**
 * Everything in the folder of a skill, as far as it may be in one. Rejects when the folder itself can't be read. `own`: it is where somebody
 * may change it meanwhile, and must be this very folder, without links.
 */
export async function readSkillFiles(folder: string, own = false): Promise<{ readonly files: SkillFiles; readonly problems: readonly SkillProblem[] }> {
  const root = own ? folder : await realpath(folder);
  const files = new Map<string, Uint8Array>();
  const problems: SkillProblem[] = [];
  const tooMuch: SkillProblem = { where: ".", text: `The folder has more than ${maxFiles} files or ${maxBytes / 1024 / 1024} MB.` };
  let bytes = 0;
  const { paths, isTooMuch } = await pathsIn(root);
  for (const path of paths) {
    const where = relative(root, path).split(sep).join("/");
    try {
      const read = await readWithin(root, path, maxBytes - bytes, own);
      if (read === "too large") {
        problems.push(tooMuch);
        break;
      }
      if (typeof read === "string") {
        problems.push({ where, text: read });
        continue;
      }
      bytes += read.byteLength;
      files.set(where, read);
    } catch {
      // A link to nothing, or a file that may not be read: both keep a session from reading it.
      problems.push({ where, text: "can't be read." });
    }
  }
  return { files, problems: isTooMuch && !problems.includes(tooMuch) ? [...problems, tooMuch] : problems };
}

/** As many as may be. */
async function pathsIn(root: string): Promise<{ readonly paths: readonly string[]; readonly isTooMuch: boolean }> {
  const found: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const entry of (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !ignored.has(name)).sort(byName)) {
      (entry.isDirectory() ? folders : found).push(join(folder, entry.name));
      if (found.length > maxFiles || folders.length > maxFiles) return { paths: found.slice(0, maxFiles), isTooMuch: true };
    }
  }
  return { paths: found.sort(), isTooMuch: false };
}

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);

/** The same for the same paths and bytes, and else never. */
export function digestOf(files: SkillFiles): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${Buffer.byteLength(path)}:${path}${content.byteLength}:`).update(content);
  return hash.digest("hex");
}
