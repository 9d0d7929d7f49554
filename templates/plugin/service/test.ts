import { definePlugin } from "@instar/kernel";
import { ChatCommands, type ChatRequest } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import { __pascal__ } from "../src/contract.ts";
import plugin from "../src/index.ts";
import { describe__pascal__Contract } from "./contract-suite.ts";

describePlugin(plugin, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });
describe__pascal__Contract("the plugin itself", (entries) => plugin({ entries }));

/** A plugin as somebody else would write it: it knows the token, and not who provides it. */
const user = definePlugin({
  api: 1,
  name: "user",
  needs: { known: __pascal__ },
  setup({ services, contribute }) {
    const run = async ({ words }: ChatRequest) => (await services.known.explain(words)) ?? "Nobody knows.";
    contribute(ChatCommands, { name: "explain", summary: "says what a word means", access: "known", run });
  },
});

test("another plugin uses it, whatever their order in the config", async () => {
  await using kernel = await createTestKernel([user(), plugin()]);
  const [chat] = kernel.contributions(ChatCommands);
  const asked: ChatRequest = { words: "instar", from: { id: "7", trust: "known" }, address: { channel: "chat", conversation: "1" }, message: "1", at: 0 };
  expect(await chat?.value.run(asked)).toBe("a stage between two moults");
});
