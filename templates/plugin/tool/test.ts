import { AgentTools, type ToolUse } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

const use: ToolUse = { caller: { kind: "agent", session: "session-1" }, signal: new AbortController().signal };

test("tells the time of the house's clock, elsewhere", async () => {
  await using kernel = await createTestKernel([plugin()], { now: "2026-03-01T12:00:00Z" });
  const [tool] = kernel.contributions(AgentTools);
  expect(tool?.value).toMatchObject({ name: "__snake__", readOnly: true });
  expect(await tool?.value.run({ zone: "Asia/Tokyo" }, use)).toContain("21:00");
});

test("says what to do when there is no such zone", async () => {
  await using kernel = await createTestKernel([plugin()]);
  const [tool] = kernel.contributions(AgentTools);
  await expect(tool?.value.run({ zone: "Mars/Base" }, use)).rejects.toMatchObject({
    code: "__constant___NO_SUCH_ZONE",
    hint: expect.stringContaining("Europe/Oslo"),
  });
});
