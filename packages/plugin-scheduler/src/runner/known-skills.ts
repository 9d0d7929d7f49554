import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Contribution } from "@instar/kernel";
import type { AgentSkill } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";

/** Why no session knows the skill of that name; undefined: one does. Skills are those of the house, and those of the project for Claude Code. */
export async function skillMissing(name: string, skills: Iterable<Contribution<AgentSkill>>, project: string): Promise<string | undefined> {
  const house = [...skills].map(({ value }) => value.name);
  if (house.includes(name)) return undefined;
  const own = await readdir(join(project, ".claude", "skills"), { withFileTypes: true }).catch(() => []); // a project without skills of its own
  const known = [...house, ...own.filter((entry) => !entry.isFile()).map((entry) => entry.name)];
  // A plugin of Claude Code brings its own, which only it knows.
  if (known.includes(name) || name.includes(":")) return undefined;
  const near = nearest(name, known);
  return `There is no skill "${name}".${near === undefined ? "" : ` Did you mean "${near}"?`}`;
}
