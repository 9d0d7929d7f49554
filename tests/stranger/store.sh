#!/usr/bin/env bash
# A stranger's store in the place of ours: everything that the agent keeps is in one JSON file.
. "$(dirname "$0")/lib.sh"
new_agent

say "create"
instar plugins create json-store --kind service
cd instar-plugin-json-store

say "write"
rm src/contract.ts test/contract-suite.ts
cp "$here/json-store.ts" src/index.ts
npm pkg delete exports["./contract"]
npm pkg set "instar.provides[0]=store"
cat >test/json-store.test.ts <<'TS'
import { join } from "node:path";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import plugin, { openJsonStore } from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url) });

test("what was committed is there after a restart, and a conflict leaves nothing", async () => {
  await using kernel = await createTestKernel([plugin()]);
  const shape = { version: 1, schema: { "~standard": { version: 1 as const, vendor: "test", validate: (value: unknown) => ({ value }) } } };
  const open = () => openJsonStore(join(kernel.project, "store.json"), kernel.clock)("test");
  const notes = open().records("notes", shape);
  expect(await open().commit([notes.put("a", "kept")])).toEqual({ committed: true });
  expect(await open().commit([notes.put("b", "never"), notes.put("a", "again", { ifRevision: 0 })])).toMatchObject({ committed: false });
  const after = open().records("notes", shape);
  expect([(await after.get("a"))?.value, await after.get("b")]).toEqual(["kept", undefined]);
});
TS
test_and_pack

say "add, in the place of the store that was there"
cd "$agent"
sees "provides  store" instar add "$packed" --yes
instar start

say "see it act, over a restart"
sees "Created hello.txt" instar chat --once "create hello.txt"
grep -q "create hello.txt" .instar/plugins/json-store/everything.json
[ "$(cat .instar/instar.db* | grep -c "create hello.txt")" -eq 0 ] # and not in ours
instar restart
sees "create hello.txt" instar chat --once "what did I say?"
sees "answered" instar inbox
sees "json-store" instar plugins
traced "preToolUse" access instar chat --once "create two.txt"

say "remove it"
removed json-store
test -s .instar/plugins/json-store/everything.json # what was kept stays
