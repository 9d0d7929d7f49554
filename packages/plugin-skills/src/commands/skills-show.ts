import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";
import { approveCommand, describeSkill } from "../describe-skill.ts";

export default defineCommand({
  args: { name: { required: true, description: "the skill's name" } },
  async run({ args, service, print }) {
    const skill = await (await service(Skills)).show(args.name);
    const files = skill.files.map((file) => `    ${file}`);
    const approve = skill.state === "waiting" ? ["", `To give it to sessions as it is here: ${approveCommand(skill)}`] : [];
    print(skill, [describeSkill(skill), `  in ${skill.folder}`, ...files, "", skill.text.trimEnd(), ...approve].join("\n"));
  },
});
