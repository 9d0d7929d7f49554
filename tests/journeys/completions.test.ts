import type { SpentDay } from "@instar/plugin-sessions/completions";
import { expect, test } from "vitest";
import { eventually, openClaudeHouse } from "./claude-house.ts";

const asker = `import { writeFileSync } from "node:fs";
import { Completions } from "@instar/kernel/contracts";
const asker = definePlugin({
  api: 1, name: "asker", needs: { completions: Completions },
  setup({ services, hooks, paths }) {
    hooks.ready.tap("ask once", async () => {
      const request = { system: "You sort.", prompt: "Is a tomato a fruit? secret-of-mine", tier: "fast", maxTokens: 50, cause: "sorting of fruit" };
      const answer = await services.completions.complete(request, AbortSignal.timeout(60_000)).catch((error) => ({ failed: String(error) }));
      writeFileSync(paths.project + "/answer.json", JSON.stringify(answer));
    });
  },
});`;

test("a plugin asks the real Claude Code a single question: no tools, no memory, its cause and cost on record and nothing of its words", async () => {
  await using house = await openClaudeHouse({ declarations: asker, plugins: "asker()" });
  house.endpoint.respond(() => "It is a fruit.");
  await house.start();
  await eventually(() => house.has("answer.json"), "the answer");
  const answer = JSON.parse(house.read("answer.json")) as { text: string; costUsd: number };
  expect(answer).toMatchObject({ text: "It is a fruit." });
  expect(answer.costUsd).toBeGreaterThan(0);
  const [request] = house.endpoint.requests;
  expect(request?.text).toContain("Is a tomato a fruit?");
  expect(request?.tools).toEqual([]);

  const spent = JSON.parse((await house.instar("completions", "spent", "--json")).stdout) as SpentDay;
  expect(spent).toMatchObject({ calls: 1, failed: 0, openUsd: 0, costUsd: answer.costUsd, causes: [{ cause: "sorting of fruit" }] });
  expect((await house.instar("completions", "spent")).stdout).toContain("sorting of fruit");
  const events = (await house.instar("events", "--json")).stdout;
  expect(events).toContain("completion.done");
  expect(events).not.toContain("secret-of-mine");
  expect(house.agentProcesses()).toEqual([]);
}, 60_000);
