import { ChatCommands, type ChatRequest } from "@instar/kernel/contracts";
import { createTestKernel, runCommand } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import command from "../src/commands/__name__.ts";
import plugin from "../src/index.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

test("greets in a terminal, as data too", async () => {
  await using kernel = await createTestKernel([plugin({ greeting: "Good day" })]);
  expect(await runCommand(kernel, command, { args: { who: "Ada" } })).toEqual({ code: 0, printed: [{ said: "Good day, Ada!" }], text: "Good day, Ada!" });
  expect(await runCommand(kernel, command, { args: { who: "Ada" }, flags: { loudly: true } })).toMatchObject({ text: "GOOD DAY, ADA!" });
});

test("greets in a conversation: who is named, or who writes", async () => {
  await using kernel = await createTestKernel([plugin()]);
  const [chat] = kernel.contributions(ChatCommands);
  const said: ChatRequest = {
    words: "",
    from: { id: "7", name: "Grace", trust: "known" },
    address: { channel: "chat", conversation: "1" },
    message: "1",
    at: 0,
  };
  expect(await chat?.value.run({ ...said, words: "Ada" })).toBe("Hello, Ada!");
  expect(await chat?.value.run(said)).toBe("Hello, Grace!");
});
