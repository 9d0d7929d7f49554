import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";
import { describeSkill } from "../describe-skill.ts";

export default defineCommand({
  args: { name: { required: true, description: "the skill's name" } },
  flags: { digest: { type: "string", description: "only if it is still what `instar skills show` showed with this digest" } },
  async run({ args, flags, service, print }) {
    const skill = await (await service(Skills)).approve(args.name, flags.digest === undefined ? {} : { digest: flags.digest });
    print(
      skill,
      `${describeSkill(skill)}\nSessions that begin from now on have it, as it is with the digest ${skill.digest}. When it changes, it waits for a yes again.`,
    );
  },
});
