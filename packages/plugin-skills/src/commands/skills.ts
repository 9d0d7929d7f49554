import { defineCommand } from "@instar/kernel/command";
import { Skills } from "../contract.ts";
import { describeSkill } from "../describe-skill.ts";

export default defineCommand({
  async run({ service, print }) {
    const skills = await (await service(Skills)).list();
    const lines = skills.map(describeSkill);
    if (skills.some(({ state }) => state === "waiting"))
      lines.push("", "What waits is the agent's own: instar skills show NAME, then instar skills approve NAME.");
    if (skills.length === 0) lines.push("There are no skills. Install one: instar skills install FOLDER. Or write .instar/skills/NAME/SKILL.md.");
    print(skills, lines.join("\n"));
  },
});
