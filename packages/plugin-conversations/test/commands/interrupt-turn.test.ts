import { expect, test } from "vitest";
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
