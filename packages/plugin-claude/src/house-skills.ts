import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { AgentSkill } from "@instar/kernel/contracts";
import { readFrontMatter, withFields } from "./front-matter.ts";
import type { PluginContent } from "./plugin-copies.ts";

/** What describes a skill to the program. Its own hooks, models and allowed tools are left out: they would go past our gate. */
export const skillFields = ["name", "description", "argument-hint", "when_to_use", "disable-model-invocation", "user-invocable"];

const maxFiles = 200;
const maxBytes = 5 * 1024 * 1024;

/** The skills of the house as a plugin named `instar`. Of two with one name the first counts; what can't be read is left out, saying why. */
export async function readHouseSkills(skills: readonly AgentSkill[], leftOut: (skill: AgentSkill, why: string) => void): Promise<PluginContent | undefined> {
  const files = new Map<string, string | Uint8Array>();
  const names = new Set<string>();
  for (const skill of skills) {
    try {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(skill.name) || skill.name.length > 64) throw new Error("its name is none that a skill may have");
      if (names.has(skill.name)) throw new Error("another one has its name");
      const parts = await readSkill(skill);
      names.add(skill.name);
      for (const [path, content] of parts) files.set(join("skills", skill.name, path), content);
    } catch (error) {
      leftOut(skill, error instanceof Error ? error.message : String(error));
    }
  }
  return names.size === 0 ? undefined : { name: "instar", description: "Skills of the house that this agent lives in", files };
}

async function readSkill({ name, folder }: AgentSkill): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const root = await realpath(folder);
  const parts = new Map<string, string | Uint8Array>();
  let bytes = 0;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const part = relative(root, path);
    const real = await realpath(path);
    if (!real.startsWith(root + sep)) throw new Error(`${part} leads out of its folder`);
    const { size, isFile } = await stat(real).then((found) => ({ size: found.size, isFile: found.isFile() }));
    if (!isFile) throw new Error(`${part} is not a file`);
    bytes += size;
    if (parts.size >= maxFiles || bytes > maxBytes) throw new Error(`it has more than ${maxFiles} files or 5 MB`);
    parts.set(part, await readFile(real));
  }
  const bytesOfText = parts.get("SKILL.md");
  if (bytesOfText === undefined) throw new Error("it has no SKILL.md");
  const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(bytesOfText));
  const { fields } = readFrontMatter(text);
  if ((fields.get("description") ?? "") === "") throw new Error("its SKILL.md has no description");
  if ((fields.get("name") ?? basename(folder)) !== name) throw new Error(`its SKILL.md is that of "${fields.get("name")}"`);
  return parts.set("SKILL.md", withFields(text, skillFields));
}
