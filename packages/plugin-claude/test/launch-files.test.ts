import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHouse, testHost } from "./harness.ts";

const launchFiles = (state: string) => readdir(join(state, "launch"));

test("what a killed house left for its agents to read is gone before the next one starts", async () => {
  await using house = await openHouse();
  await mkdir(join(house.state, "launch"), { recursive: true });
  await mkdir(join(house.state, "completion-abc123"));
  await writeFile(join(house.state, "launch", "former.json"), '{"mcpServers":{"x":{"env":{"KEY":"secret"}}}}');
  await writeFile(join(house.state, "completion-abc123", "system.md"), "A secret.");
  await writeFile(join(house.state, "kept.json"), "{}");
  await house.open(testHost());
  expect(await launchFiles(house.state)).toEqual([]);
  const left = await readdir(house.state);
  expect(left).toContain("kept.json");
  expect(left.filter((name) => name.startsWith("completion-"))).toEqual([]);
});

test("a session that does not start leaves no file behind", async () => {
  await using house = await openHouse();
  const host = testHost();
  await house.open(host);
  const { snapshot } = await host.wait("snapshot");
  await expect(house.open(testHost(), { from: snapshot })).rejects.toMatchObject({ code: "CLAUDE_OWNED" });
  expect(await launchFiles(house.state)).toEqual([]);
});
