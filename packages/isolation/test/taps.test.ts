import { Lifecycle } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { makeFolder, pluginSource } from "./isolated-house.ts";

const call = (command: string) => ({
  id: "call",
  session: { id: "s", driver: "test" },
  cwd: "/",
  tool: "Bash",
  input: { command },
  action: { kind: "shell", command } as const,
  signal: new AbortController().signal,
});

test("a gate in a process of its own denies, asks and advises as in the house, in its own name", async () => {
  using folder = makeFolder();
  const plugin = await folder.isolate(
    pluginSource(
      `hooks.preToolUse.tap({ name: "look at commands", stage: -100 }, async ({ action }) => {
        if (action.command === "rm") return deny("Not that.", "Use the bin.");
        if (action.command === "sudo") return ask("As root?");
        if (action.command === "ls") return advise("There are many.");
      });`,
      `guards: ["preToolUse"],`,
    ),
  );
  await using kernel = await folder.open([plugin]);
  const lifecycle = kernel.service(Lifecycle);
  expect(await lifecycle.decide(call("rm"))).toEqual({ allow: false, reason: "Not that. Use the bin.", by: "faulty: look at commands", advice: [] });
  expect(await lifecycle.decide(call("sudo"))).toMatchObject({ allow: false, by: "faulty: look at commands" });
  expect(await lifecycle.decide(call("ls"))).toEqual({ allow: true, advice: ["There are many."] });
  expect(await lifecycle.decide(call("pwd"))).toEqual({ allow: true, advice: [] });
  expect(kernel.describe().hooks.preToolUse?.taps).toEqual([{ plugin: "faulty", reason: "look at commands", stage: -100 }]);
});
