import { Lifecycle } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
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
  const decide = (command: string) =>
    kernel.service(Lifecycle).decide({
      id: command,
      session: { id: "session-1", driver: "none" },
      cwd: "/",
      tool: "Bash",
      input: { command },
      action: { kind: "shell", command },
      signal: new AbortController().signal,
    });
  expect(await decide("git status")).toMatchObject({ allow: true });
  expect(await decide("git push")).toMatchObject({ allow: false }); // nobody is there to say yes
});
