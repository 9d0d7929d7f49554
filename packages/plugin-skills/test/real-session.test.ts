import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SessionEvent, Sessions } from "@instar/kernel/contracts";
import claude from "@instar/plugin-claude";
import sessionsPlugin from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { claudeExecutable, claudeTestEnvironment, startModelEndpoint, useTool } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { Skills } from "../src/contract.ts";
import skillsPlugin from "../src/index.ts";

test("Claude Code is given the agent's own skill with the first session after the owner's yes, without a restart", async () => {
  const endpoint = await startModelEndpoint();
  const home = await mkdtemp(join(tmpdir(), "instar-skills-home-"));
  try {
    const env = Object.fromEntries(
      Object.entries(claudeTestEnvironment({ endpoint, home, credential: "api-key" })).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    await using kernel = await createTestKernel([store(), sessionsPlugin(), skillsPlugin(), claude({ executable: claudeExecutable(), env })]);
    const sessions = kernel.service(Sessions);
    const say = async (key: string) => {
      const id = randomUUID();
      const ended = new Promise<SessionEvent>((resolve) => {
        sessions.listen(async (_, heardIn, event) => {
          if (heardIn === key && event.type === "turn-end") resolve(event);
        });
      });
      await (await sessions.open(key)).send({ id, text: "go" });
      await ended;
    };
    const folder = join(kernel.project, ".instar/skills/cook");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "SKILL.md"), "---\nname: cook\ndescription: Cooks with FIVE-SPICES.\n---\nCOOK-BODY\n");
    await say("one");
    expect(endpoint.requests[0]?.text).not.toContain("FIVE-SPICES");

    await kernel.service(Skills).approve("cook");
    await writeFile(join(folder, "SKILL.md"), "---\nname: cook\ndescription: Cooks with FIVE-SPICES.\n---\nEVIL-BODY\n");
    endpoint.script(useTool("Skill", { skill: "instar:cook" }), "done");
    const before = endpoint.requests.length;
    await say("two");
    const [first, second] = endpoint.requests.slice(before);
    expect(first?.text).toContain("instar:cook: Cooks with FIVE-SPICES.");
    expect(second?.text).toContain("COOK-BODY");
    expect(second?.text).not.toContain("EVIL-BODY");
    expect(existsSync(join(home, ".claude", "skills"))).toBe(false);
  } finally {
    await endpoint.close();
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);
