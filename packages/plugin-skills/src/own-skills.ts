import { readdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { type CheckedSkill, checkSkill } from "./check-skill.ts";
import { digestOf, readSkillFiles, type SkillFiles } from "./read-skill-files.ts";

/** Every look reads them all. */
const mostSkills = 100;

/** A folder of a skill, looked at: what is in it and what is wrong with it. */
export interface FoundSkill extends CheckedSkill {
  readonly folder: string;
  readonly files: SkillFiles;
  readonly digest: string;
}

/** The skill in this folder; one that can't be read is one with a problem. */
export async function findSkill(folder: string, name: string, own = false): Promise<FoundSkill> {
  try {
    const { files, problems } = await readSkillFiles(folder, own);
    const checked = await checkSkill(files, name);
    return { ...checked, name, folder, files, digest: digestOf(files), problems: [...problems, ...checked.problems] };
  } catch {
    // Absent, or not ours to read: for a session both are the same.
    return unreadable(folder, name, "The folder can't be read.");
  }
}

/**
 * Those in `.instar/skills`, by name, and no more than 100: the `first` ones before others. Files beside the folders and what begins with a
 * dot are none.
 */
export async function findOwnSkills(home: string, first: readonly string[] = []): Promise<readonly FoundSkill[]> {
  const found: FoundSkill[] = [];
  const all = await namesIn(home);
  const looked = all.length <= mostSkills ? all : [...all.filter((name) => first.includes(name)), ...all.filter((name) => !first.includes(name))];
  const realHome = (await realPathOf(home)) ?? home;
  for (const name of looked.slice(0, mostSkills)) {
    const folder = join(home, name);
    const isHere = (await realPathOf(folder)) === join(realHome, name);
    found.push(
      isHere
        ? { ...(await findSkill(join(realHome, name), name, true)), folder }
        : unreadable(folder, name, "It is a link that leads elsewhere; only folders are taken."),
    );
  }
  return found;
}

const unreadable = (folder: string, name: string, text: string): FoundSkill => ({
  name,
  folder,
  description: "",
  text: "",
  files: new Map(),
  digest: "",
  problems: [{ where: ".", text }],
});

/** Folders and links, by name. */
export async function namesIn(home: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(home, { withFileTypes: true });
    return entries
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
  } catch {
    // No such folder is the usual case.
    return [];
  }
}

async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // A link to nothing leads nowhere.
    return undefined;
  }
}
