import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, definePlugin, type ToolCall } from "@instar/kernel";
import { Access, Events, Lifecycle } from "@instar/kernel/contracts";
import events from "@instar/plugin-events";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import access from "../../src/index.ts";
import { ensureOwnerToken } from "../../src/owner-token.ts";

const session = { id: "s1", driver: "d" };

const shellCall = (cwd: string, command: string): ToolCall => ({
  id: "c1",
  session,
  cwd,
  tool: "Bash",
  input: { command },
  action: { kind: "shell", command },
  signal: new AbortController().signal,
});

test("the house's own gate denies in its own name, after the person's gates have said their word, and there is no question", async () => {
  const asks = definePlugin({
    api: 1,
    name: "asks",
    guards: ["preToolUse"],
    setup: ({ hooks }) => void hooks.preToolUse.tap("ask about everything", () => ask("May it?")),
  })();
  await using kernel = await createTestKernel([asks, store(), access()]);
  const lifecycle = kernel.service(Lifecycle);
  expect(await lifecycle.decide(shellCall(kernel.project, "cat .instar/run.json"))).toMatchObject({
    allow: false,
    by: "access: keep what is the owner's out of the agent's hands",
    reason: expect.stringContaining("the agent's own folder (.instar), which is the owner's"),
  });
  expect(lifecycle.guards("preToolUse")).toContain("access");
});

test("a secret in an output is withheld from the model, and that is recorded without it", async () => {
  await using kernel = await createTestKernel([store(), events(), access()]);
  const home = join(kernel.project, ".instar");
  const token = ensureOwnerToken(home);
  mkdirSync(join(home, "secrets"), { recursive: true });
  writeFileSync(join(home, "secrets/BOT"), "42:AAAAAA");
  const call = shellCall(kernel.project, "./print-it");
  const seen = await kernel.service(Lifecycle).toolDone({ call, output: `${token} 42:AAAAAA fine`, ok: true, elapsedMs: 1 });
  expect(seen).toMatchObject({ output: "[withheld: a secret of this agent] [withheld: a secret of this agent] fine" });
  await kernel.clock.advance(1_000);
  const recorded = await kernel.service(Events).list({ types: ["access.withheld"] });
  expect(recorded).toMatchObject([{ about: { session: "s1", call: "c1" } }]);
  expect(JSON.stringify(recorded)).not.toContain(token);
});

test("a session's token is void once the session has ended, and the same when it is resumed", async () => {
  await using kernel = await createTestKernel([store(), access()]);
  const house = kernel.service(Access);
  const token = await house.tokenFor("s1");
  expect(await house.identify(token)).toEqual({ kind: "agent", session: "s1" });
  kernel.service(Lifecycle).note("sessionEnd", { session, outcome: "done" });
  await kernel.clock.advance(0);
  await expect.poll(() => house.identify(token)).toBeUndefined();
  expect(await house.tokenFor("s1")).toBe(token);
  expect(await house.identify(token)).toEqual({ kind: "agent", session: "s1" });
});
