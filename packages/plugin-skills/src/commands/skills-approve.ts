import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";
import { describeSkill } from "../describe-skill.ts";

export default defineCommand({
  args: { name: { required: true, description: "the skill's name" } },
  async run({ args, service, print }) {
    const skill = await (await service(Skills)).approve(args.name);
    print(skill, `${describeSkill(skill)}\nSessions that begin from now on have it. When it changes, it waits for a yes again.`);
  },
});
