import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel } from "@instar/testing";
import { describePlugin } from "@instar/testing/plugin-contract";
import { expect, test } from "vitest";
import { Who } from "../src/contract.ts";
import who from "../src/index.ts";

const house = () => [store(), access({ owners: ["scripted-chat:ada"], known: ["scripted-chat:ben"] }), sessions(), conversations()];

describePlugin(() => who(), { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url), beside: house() });

test("it says who wrote, how often, and who wrote last", async () => {
  const chat = createScriptedChannel();
  await using kernel = await createTestKernel([...house(), createScriptedAgent().plugin, chat.plugin, who()]);
  const asked = kernel.service(Who);
  expect(await asked.list()).toEqual([]);
  await chat.say("hello", { from: "ada", at: 1 });
  await chat.say("hello too", { from: "ben", at: 2, conversation: "ben" });
  await chat.say("me again", { from: "ada", at: 3 });
  expect(await asked.list()).toEqual([
    { who: "ada", channel: "scripted-chat", messages: 2, lastAt: 3 },
    { who: "ben", channel: "scripted-chat", messages: 1, lastAt: 2 },
  ]);
  expect(await asked.list("telegram")).toEqual([]);
});
