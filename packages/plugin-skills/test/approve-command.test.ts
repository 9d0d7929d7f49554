import { expect, test } from "vitest";
import { makeAgentFolder } from "../../cli/test/agent-folder.ts";

const skill = (text: string) => `---\nname: cook\ndescription: Cooks soup. Use it when somebody is hungry.\n---\n\n${text}\n`;

test("the command that `show` ends with says yes to what it showed, and to nothing that came since", { timeout: 60_000 }, async () => {
  await using agent = makeAgentFolder();
  await agent.run(["start"]);
  agent.write(".instar/skills/cook/SKILL.md", skill("Boil water."));
  const shown = (await agent.run(["skills", "show", "cook"])).stdout;
  const [, command = ""] = /instar (skills approve cook --digest [0-9a-f]+)$/m.exec(shown) ?? [];
  agent.write(".instar/skills/cook/SKILL.md", skill("Boil the cat."));
  const late = await agent.run(command.split(" "));
  expect([late.code, late.stderr]).toEqual([1, expect.stringContaining("not what you looked at any more")]);
  agent.write(".instar/skills/cook/SKILL.md", skill("Boil water."));
  const approved = await agent.run(command.split(" "));
  expect(approved.code, approved.stderr).toBe(0);
  expect(approved.stdout).toContain(`with the digest ${command.split(" ").at(-1)}`);
});
