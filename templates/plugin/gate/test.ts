import { askGates, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test.each([
  ["git push --force", false],
  ["cd app && npm publish", false],
  ["git status", true],
  ["echo hello", true],
])("%s: allowed is %s", async (command, allow) => {
  await using kernel = await createTestKernel([plugin()]);
  const decision = await askGates(kernel, { kind: "shell", command });
  expect(decision.allow, decision.reason).toBe(allow);
});

test("who is denied learns by whom, why, and what to do instead", async () => {
  await using kernel = await createTestKernel([plugin({ words: ["deploy"] })]);
  expect(await askGates(kernel, { kind: "shell", command: "make deploy" })).toMatchObject({
    by: "__name__: nothing leaves this machine",
    reason: expect.stringContaining("Ask the owner"),
  });
});

test("what is no shell command is none of its business", async () => {
  await using kernel = await createTestKernel([plugin()]);
  expect(await askGates(kernel, { kind: "read", paths: ["notes/git push.md"] })).toEqual({ allow: true, advice: [] });
});
