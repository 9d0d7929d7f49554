import { isBroken } from "./check-skill.ts";
import type { Skill, SkillProblem } from "./contract.ts";
import type { FoundSkill } from "./own-skills.ts";

/** As people see it, and write it: long enough that nobody finds two skills with the same one. */
const digestLength = 32;

export interface PluginsSkill {
  readonly plugin: string;
  readonly found: FoundSkill;
}

export interface JudgedSkill {
  readonly skill: Skill;
  readonly found: FoundSkill;
  /** The version that the owner said yes to, which sessions may have. Never of a plugin's: those bring theirs themselves. */
  readonly given?: string;
}

/** What becomes of every skill. Of one name, the first plugin's counts, and any plugin's more than the agent's own. */
export function judgeSkills(plugins: readonly PluginsSkill[], own: readonly FoundSkill[], approved: Readonly<Record<string, string>>): readonly JudgedSkill[] {
  const bringers = new Map<string, string>();
  const judged: JudgedSkill[] = [];
  for (const { plugin, found } of plugins) {
    const problems = [...found.problems, ...clash(bringers.get(found.name))];
    judged.push({ skill: skillOf(found, plugin, isBroken(problems) ? "broken" : "ready", problems), found });
    if (!bringers.has(found.name)) bringers.set(found.name, plugin);
  }
  for (const found of own) {
    const yes = Object.hasOwn(approved, found.name) ? approved[found.name] : undefined;
    const problems = [...found.problems, ...clash(bringers.get(found.name))];
    if (isBroken(problems)) judged.push({ skill: skillOf(found, "agent", "broken", problems), found });
    else if (yes === found.digest) judged.push({ skill: skillOf(found, "agent", "ready", problems), found, given: yes });
    else if (yes === undefined) judged.push({ skill: skillOf(found, "agent", "waiting", problems), found });
    else judged.push({ skill: skillOf(found, "agent", "waiting", [...problems, changed]), found, given: yes });
  }
  return judged.sort((one, other) => (one.skill.name < other.skill.name ? -1 : one.skill.name > other.skill.name ? 1 : 0));
}

const changed: SkillProblem = { where: ".", text: "It has changed since the owner's yes; sessions keep what it was then.", minor: true };

const clash = (plugin: string | undefined): readonly SkillProblem[] =>
  plugin === undefined ? [] : [{ where: ".", text: `The plugin ${plugin} brings a skill of this name, and that is the one that sessions get.` }];

const skillOf = ({ name, description, folder, digest }: FoundSkill, origin: string, state: Skill["state"], problems: readonly SkillProblem[]): Skill => ({
  name,
  description,
  origin,
  folder,
  state,
  problems,
  ...(origin === "agent" && digest !== "" && { digest: digest.slice(0, digestLength) }),
});
