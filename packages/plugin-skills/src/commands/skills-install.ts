import { resolve } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";
import { describeSkill } from "../describe-skill.ts";

export default defineCommand({
  args: { source: { required: true, description: "a folder with a SKILL.md, or a .tgz or .tar of one" } },
  flags: { replace: { type: "boolean", description: "put it in the place of one that is there" } },
  async run({ args, flags, service, print }) {
    const skill = await (await service(Skills)).install(resolve(args.source), { replace: flags.replace });
    print(skill, `${describeSkill(skill)}\nSessions that begin from now on have it.`);
  },
});
