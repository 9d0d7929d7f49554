import { definePlugin, type Message } from "@instar/kernel";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "../faulty-store.ts";
import { createHouse, until } from "../house.ts";
import { createRawAgent } from "../raw-agent.ts";

type House = Awaited<ReturnType<typeof createHouse>>;
const texts = ({ chat }: House) => chat.sent.map(({ text }) => text);
const states = async (house: House) => (await house.conversations().inbox()).map(({ text, state }) => `${text}: ${state}`).reverse();

test("/interrupt ends the turn and keeps what waits, which begins when the turn has ended", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt", "inputIds"] });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("/interrupt");
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("book a table");
  await until(() => agent.texts.length === 1);
  await house.chat.say("and a taxi");
  await house.chat.say("/interrupt");
  await until(() => house.chat.sent.length === 2);
  expect(texts(house)).toEqual(["Nothing runs here.", "Interrupted: “book a table”. 1 message waits and begins now."]);
  expect(agent.texts).toHaveLength(1);
  await agent.last.end({ outcome: "interrupted", text: "" });
  await until(() => agent.texts.length === 2);
  await agent.last.end({ text: "A taxi comes." });
  await until(() => house.chat.sent.length === 3);
  expect(await states(house)).toEqual(["/interrupt: handled", "book a table: failed", "and a taxi: answered", "/interrupt: handled"]);
});

test("what was interrupted stays so when the house dies before it has said so, and what waited goes on", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt", "inputIds"], interrupt: () => new Promise(() => {}), inspect: async () => "asked" });
  await using house = await createHouse({ plugins: [agent.plugin], channel: { canFind: true } });
  await house.open();
  await house.chat.say("book a table");
  await until(() => agent.texts.length === 1);
  await house.chat.say("and a taxi");
  await house.chat.say("/interrupt");
  await until(() => house.chat.sent.length === 1);
  await house.reopen();
  await until(() => agent.texts.length === 2);
  await agent.last.end({ text: "A taxi comes." });
  await until(() => house.chat.sent.length === 2);
  expect(agent.texts).toEqual(["book a table", "and a taxi"]);
  expect(await states(house)).toEqual(["book a table: failed", "and a taxi: answered", "/interrupt: handled"]);
});

test("what is still being prepared to join the turn is no part of it: it begins by itself when the turn has ended", async () => {
  let preparing = false;
  let go = () => {};
  const ready = new Promise<void>((resolve) => (go = resolve));
  const slow = definePlugin({
    api: 1,
    name: "slow",
    setup: ({ hooks }) =>
      void hooks.beforeMessage.tap("think", async (message: Message) => {
        if (message.text !== "and a taxi" || preparing) return;
        preparing = true;
        await ready;
      }),
  });
  await using house = await createHouse({ plugins: [slow()] });
  await house.open();
  house.agent.respond(({ inputs }) => (inputs[0]?.text === "book a table" ? new Promise<string>(() => {}) : `Done: ${inputs.map(({ text }) => text).join()}`));
  await house.chat.say("book a table");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("and a taxi");
  await until(() => preparing);
  await house.chat.say("/interrupt");
  await until(() => house.chat.sent.length === 1);
  go();
  await until(() => house.chat.sent.length === 2);
  expect(texts(house).sort()).toEqual(["Done: and a taxi", "Interrupted: “book a table”. 1 message waits and begins now."]);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["book a table", "and a taxi"]);
  expect(await states(house)).toEqual(["book a table: failed", "and a taxi: answered", "/interrupt: handled"]);
});

test("/restart in a house that dies ends what the agent was at, and says so once after the start", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt", "inputIds"], inspect: async () => "asked" });
  const disk = createFaultyStore();
  await using house = await createHouse({ plugins: [agent.plugin], store: disk.plugin });
  await house.open();
  await house.chat.say("hang");
  await until(() => agent.texts.length === 1);
  disk.state.left = 1;
  await house.chat.say("/restart");
  await house.crash(async () => {
    await disk.drop();
    delete disk.state.left;
  });
  await until(() => house.chat.sent.length === 1);
  await settle(50);
  expect(texts(house)).toEqual([
    "Interrupted: “hang”; send it again if it still matters. No process of the agent was running. It goes on with its past at your next message.",
  ]);
  expect(await states(house)).toEqual(["hang: failed", "/restart: handled"]);
  expect(agent.texts).toEqual(["hang"]);
});

test("/restart ends an agent that hangs, tells what it was at, and begins it again with its past for what waits", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt", "inputIds"], interrupt: () => new Promise(() => {}) });
  await using house = await createHouse({ plugins: [agent.plugin], known: ["scripted-chat:guest"] });
  await house.open();
  await house.chat.say("/restart");
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("hang");
  await until(() => agent.texts.length === 1);
  await house.chat.say("still there?");
  await house.chat.say("/restart");
  await until(() => agent.texts.length === 2);
  expect(agent.sessions[0]?.stopped).toBe(true);
  expect(agent.sessions[1]?.spec.from?.data).toBe("kept");
  await agent.last.end({ text: "Yes." });
  await until(() => house.chat.sent.length === 3);
  await house.chat.say("/restart");
  await until(() => house.chat.sent.length === 4);
  expect(texts(house)).toEqual([
    "There is no agent here yet; your next message begins one.",
    "Interrupted: “hang”; send it again if it still matters. The agent's process has ended. It begins again with its past. 1 message waits and begins now.",
    "Yes.",
    "The agent's process has ended. It goes on with its past at your next message.",
  ]);
  await house.chat.say("/restart", { from: "guest", conversation: "guest" });
  await until(() => agent.texts.length === 3);
  expect(agent.texts[2]).toBe("/restart");
});

test("what is about to be given again after a crash is interrupted, too, and does not begin a third time", async () => {
  let spawns = 0;
  let giveUp = () => {};
  const agent = createRawAgent({
    features: ["resume", "interrupt", "inputIds"],
    inspect: async () => "asked",
    spawn: () => (++spawns === 2 ? new Promise<void>((_, reject) => (giveUp = () => reject(new Error("It was told to.")))) : Promise.resolve()),
  });
  const disk = createFaultyStore();
  await using house = await createHouse({ plugins: [agent.plugin], store: disk.plugin });
  await house.open();
  await house.chat.say("book a table");
  await until(() => agent.texts.length === 1);
  await house.crash(disk.drop);
  await until(() => spawns === 2, "the agent that begins again");
  await house.chat.say("/interrupt");
  await until(() => texts(house).length === 1);
  giveUp();
  await house.chat.say("and a taxi");
  await until(() => agent.texts.length === 2);
  expect(texts(house)).toEqual(["Interrupted: “book a table”."]);
  expect(agent.texts).toEqual(["book a table", "and a taxi"]);
});
