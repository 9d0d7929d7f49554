import { askGates, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import noForcePush from "../src/index.ts";

describePlugin(() => noForcePush(), { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test.each([
  ["git push --force origin main", false],
  ["git push -f", false],
  ["git push origin main", true],
  ["git fetch --force", true],
])("%s: allowed is %s", async (command, allow) => {
  await using kernel = await createTestKernel([noForcePush()]);
  expect(await askGates(kernel, { kind: "shell", command })).toMatchObject({ allow });
});
