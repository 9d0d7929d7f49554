import { ask, definePlugin, deny, env, InstarError, service } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const call = {
  id: "t1",
  session: { id: "s", driver: "d" },
  cwd: "/",
  tool: "Bash",
  input: { command: "git push --force" },
  action: { kind: "shell", command: "git push --force" },
  signal: new AbortController().signal,
} as const;

test("a gate denies in its plugin's name and silence allows", async () => {
  const gate = definePlugin({
    api: 1,
    name: "no-force",
    guards: ["preToolUse"],
    setup({ hooks }) {
      hooks.preToolUse.tap("protect shared branches", async ({ action }) => {
        if (action.kind === "shell" && action.command.includes("--force")) return deny("No force.", "Push a new branch.");
      });
    },
  });
  await using kernel = await createTestKernel([gate()]);
  const lifecycle = kernel.service(Lifecycle);
  expect(await lifecycle.decide(call)).toMatchObject({ allow: false, by: "no-force: protect shared branches", reason: "No force. Push a new branch." });
  expect(await lifecycle.decide({ ...call, action: { kind: "other" } })).toMatchObject({ allow: true });
});

test("a question with nobody to ask is a denial", async () => {
  const gate = definePlugin({ api: 1, name: "asker", guards: ["preToolUse"], setup: ({ hooks }) => void hooks.preToolUse.tap("ask", () => ask("May I?")) });
  await using kernel = await createTestKernel([gate()]);
  expect(await kernel.service(Lifecycle).decide(call)).toMatchObject({ allow: false });
});

test("one report names every mistake", async () => {
  const A = service<{ a: 1 }>("a");
  const B = service<{ b: 1 }>("b");
  const a1 = definePlugin({
    api: 1,
    name: "a-one",
    needs: { b: B },
    provides: A,
    options: z.object({ colour: z.string().default("red"), token: z.string() }),
    setup: () => ({ a: 1 }) as const,
  });
  const a2 = definePlugin({ api: 1, name: "a-two", provides: A, setup: () => ({ a: 1 }) as const });
  const b = definePlugin({ api: 1, name: "b-one", needs: { a: A }, provides: B, setup: () => ({ b: 1 }) as const });
  const failed = createTestKernel([a1({ colur: "x", token: env("NOPE") } as never), a2(), b(), ["@x/unknown", {}]]);
  const error = await failed.catch((e: unknown) => e);
  expect(InstarError.is(error, "KERNEL_CONFIG_INVALID")).toBe(true);
  const text = (error as Error).message;
  for (const part of ["Did you mean colour?", "needs the secret NOPE", "a-two", "needs itself", "@x/unknown"]) expect(text).toContain(part);
});
