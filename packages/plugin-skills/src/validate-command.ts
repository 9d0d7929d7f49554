import { basename, resolve } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { isBroken } from "./check-skill.ts";
import { problemLine } from "./describe-skill.ts";
import { findSkill } from "./own-skills.ts";

/** `instar skills validate`, the one command of this plugin that asks no agent: whoever writes a skill may have none. */
export default defineCommand({
  summary: "Check the folder of a skill by the Agent Skills standard, with or without an agent",
  args: { folder: { description: "a folder with a SKILL.md; default: the current one" } },
  async run({ args, print }) {
    const folder = resolve(args.folder ?? ".").replace(/[\\/]SKILL\.md$/, "");
    const { name, problems } = await findSkill(folder, basename(folder));
    const valid = !isBroken(problems);
    const verdict = valid ? `${name} is a skill.` : `${name} is no skill that an agent could use.`;
    print({ name, folder, valid, problems }, [...problems.map(problemLine), verdict].join("\n"));
    return valid ? 0 : 1;
  },
});
