import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { SkillProblem } from "./contract.ts";

/** Bytes by their path in the folder, with `/`. */
export type SkillFiles = ReadonlyMap<string, Uint8Array>;

export const maxFiles = 200;
export const maxBytes = 5 * 1024 * 1024;

const ignored = new Set([".git", ".DS_Store"]);

/** Everything in the folder of a skill, as far as it may be in one. Rejects when the folder itself can't be read. */
export async function readSkillFiles(folder: string): Promise<{ readonly files: SkillFiles; readonly problems: readonly SkillProblem[] }> {
  const root = await realpath(folder);
  const files = new Map<string, Uint8Array>();
  const problems: SkillProblem[] = [];
  let bytes = 0;
  for (const path of await pathsIn(root)) {
    const where = relative(root, path).split(sep).join("/");
    try {
      const real = await realpath(path);
      if (!real.startsWith(root + sep)) {
        problems.push({ where, text: "is a link that leads out of the folder." });
        continue;
      }
      const found = await stat(real);
      if (!found.isFile()) {
        problems.push({ where, text: found.isDirectory() ? "is a link to a folder." : "is not a file." });
        continue;
      }
      bytes += found.size;
      if (files.size >= maxFiles || bytes > maxBytes) {
        problems.push({ where: ".", text: `The folder has more than ${maxFiles} files or ${maxBytes / 1024 / 1024} MB.` });
        break;
      }
      files.set(where, await readFile(real));
    } catch {
      // A link to nothing, or a file that may not be read: both keep a session from reading it.
      problems.push({ where, text: "can't be read." });
    }
  }
  return { files, problems };
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !ignored.has(name)).sort(byName);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await pathsIn(path)));
    else found.push(path);
    // One more than may be there is enough to see it.
    if (found.length > maxFiles) break;
  }
  return found;
}

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);

/** The same for the same paths and bytes, and else never. */
export function digestOf(files: SkillFiles): string {
  const hash = createHash("sha256");
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`${Buffer.byteLength(path)}:${path}${content.byteLength}:`).update(content);
  return hash.digest("hex");
}
