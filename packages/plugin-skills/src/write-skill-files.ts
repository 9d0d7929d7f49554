import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SkillFiles } from "./read-skill-files.ts";

/** Puts a folder with these files at `place`, whole or not at all. What was there is replaced. `workFolder`: on the same disk, ours alone. */
export async function writeSkillFiles(files: SkillFiles, place: string, workFolder: string): Promise<void> {
  const [fresh, former] = [join(workFolder, randomUUID()), join(workFolder, randomUUID())];
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(fresh, path)), { recursive: true, mode: 0o700 });
      await writeFile(join(fresh, path), content, { mode: isScript(content) ? 0o700 : 0o600 });
    }
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    const replaced = await moved(place, former);
    try {
      await rename(fresh, place);
    } catch (error) {
      if (replaced) await rename(former, place);
      throw error;
    }
  } finally {
    for (const left of [fresh, former]) await rm(left, { recursive: true, force: true });
  }
}

/** Takes away what is at `place`; a link goes, what it leads to stays. */
export async function removeSkillFiles(place: string, workFolder: string): Promise<void> {
  const former = join(workFolder, randomUUID());
  await mkdir(workFolder, { recursive: true, mode: 0o700 });
  await moved(place, former);
  await rm(former, { recursive: true, force: true });
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

const isScript = (content: Uint8Array): boolean => content[0] === 0x23 && content[1] === 0x21;
