import { Lifecycle } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { askGates, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import { askBeforeSending } from "../src/ask-before-sending.ts";
import careful from "../src/index.ts";

describePlugin(() => askBeforeSending(), { packageJson: { instar: { plugin: "ask-before-sending", guards: ["preToolUse"] } } });

test("everything that it brings comes up, in its order", async () => {
  await using kernel = await createTestKernel([store(), careful({ owners: ["ntfy:kira"] })]);
  const plugins = kernel.describe().plugins.map(({ name, state }) => `${name} ${state}`);
  expect(plugins).toEqual(["store up", "access up", "sessions up", "ask-before-sending up"]);
  expect(kernel.service(Lifecycle).guards("preToolUse")).toContain("ask-before-sending");
});

test("what sends nothing away is not asked about", async () => {
  await using kernel = await createTestKernel([askBeforeSending()]);
  expect(await askGates(kernel, { kind: "shell", command: "git status" })).toMatchObject({ allow: true });
  expect(await askGates(kernel, { kind: "shell", command: "git push" })).toMatchObject({ allow: false }); // nobody is there to say yes
});
