#!/usr/bin/env bash
# A stranger's gate: it keeps the agent from publishing.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
instar plugins create no-publish --kind gate
cd instar-plugin-no-publish

say "write"
cat >src/index.ts <<'TS'
import { definePlugin, deny } from "@instar/kernel";
import { z } from "zod";

/** Publishing is for people. */
export default definePlugin({
  api: 1,
  name: "no-publish",
  guards: ["preToolUse"],
  options: z.object({ tools: z.array(z.string()).default(["npm", "yarn"]).describe("whose `publish` does not run") }),
  setup({ options, hooks }) {
    hooks.preToolUse.tap("publish by hand", ({ action }) => {
      const tool = action.kind === "shell" && options.tools.find((each) => action.command.includes(`${each} publish`));
      if (tool) return deny(`\`${tool} publish\` is for people.`, "Prepare the release, and say so.");
    });
  },
});
TS
cat >test/no-publish.test.ts <<'TS'
import { askGates, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test.each([["npm publish", false], ["npm test", true]])("%s: allowed is %s", async (command, allow) => {
  await using kernel = await createTestKernel([plugin()]);
  expect(await askGates(kernel, { kind: "shell", command })).toMatchObject({ allow });
});
TS
test_and_pack

say "add"
cd "$agent"
instar start
sees "preToolUse: publish by hand" instar add "$packed" --yes
instar reload

say "see it act"
sees "\`npm publish\` is for people." instar chat --once "run npm publish"
sees "hello" instar chat --once "run echo hello"

say "trace it"
traced "deny" no-publish instar chat --once "run yarn publish"

say "remove it"
removed no-publish
