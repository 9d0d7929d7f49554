import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

const never = () => new Promise<string>(() => {});

test("a message that was accepted but not begun runs after a restart", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  house.agent.respond(never);
  await house.chat.say("one");
  await house.chat.say("two");
  await until(() => house.agent.inputs.length === 1);
  house.agent.respond(({ inputs }) => `answered ${inputs[0]?.text}`);
  await house.reopen();
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["answered one", "answered two"]);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["one", "one", "two"]);
});

test("an interrupted message is given to the agent again with a word about what happened", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(never);
  await house.chat.say("deploy");
  await until(() => house.agent.inputs.length === 1);
  house.agent.respond(() => "done");
  await house.reopen();
  await until(() => house.chat.sent.length === 1);
  const again = house.agent.inputs[1];
  expect(again?.context?.join("\n")).toContain("the outcome of an unfinished tool call is unknown");
  expect(again?.id).not.toBe(house.agent.inputs[0]?.id);
  expect(await house.conversations().inbox()).toMatchObject([{ state: "answered", attempt: 2 }]);
});

test("an agent that dies in a turn is resumed, and after three deaths the sender is told", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  let crashes = 1;
  house.agent.respond(({ inputs }) => (crashes-- > 0 ? { crash: true } : `survived: ${inputs[0]?.text}`));
  await house.chat.say("first");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("survived: first");
  expect(house.agent.spawned).toHaveLength(2);

  crashes = 99;
  await house.chat.say("second");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toContain("interrupted 3 times");
  expect((await house.conversations().inbox())[0]).toMatchObject({ state: "failed", attempt: 3 });
  expect(kernel.phase).toBe("running");
});

test("an answer that the agent gave before the house died is used, not asked for again", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => "the answer");
  await house.chat.say("question");
  await until(() => house.chat.sent.length === 1);
  const [row] = await house.conversations().inbox();
  expect(row?.input).toBe(house.agent.inputs[0]?.id);
  await house.reopen();
  expect(house.chat.sent).toHaveLength(1);
  expect(house.agent.inputs).toHaveLength(1);
});

test("a part that was being sent is looked up where the service can be read back", async () => {
  await using house = await createHouse({ channel: { canFind: true } });
  await house.open();
  const release = house.chat.pause();
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["sending"] })).length === 1);
  const stopping = house.reopen();
  release();
  await stopping;
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
  expect(house.chat.sent).toHaveLength(1);
});

test("the rest of a long answer is sent after a restart, no part twice", async () => {
  await using house = await createHouse({ channel: { partLength: 10, canFind: true } });
  await house.open();
  house.agent.respond(() => "0123456789".repeat(5));
  house.chat.fail();
  await house.chat.say("long");
  await until(() => house.chat.sent.length >= 2);
  await house.reopen();
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 5);
  expect(house.chat.sent.map(({ key }) => key.split("/")[1])).toEqual(["0", "1", "2", "3", "4"]);
});

test("a cursor is kept over restarts", async () => {
  await using house = await createHouse();
  await house.open();
  expect(await house.chat.cursor.load()).toBeUndefined();
  await house.chat.cursor.save("42");
  await house.reopen();
  await until(() => house.chat.cursor !== undefined);
  expect(await house.chat.cursor.load()).toBe("42");
});

test("five hundred messages that waited are handled once each", async () => {
  await using house = await createHouse({ options: { whileBusy: "queue" } });
  await house.open();
  for (let index = 0; index < 500; index++) await house.chat.say(`m${index}`, { conversation: `c${index % 3}`, key: `k${index}` });
  await until(() => house.chat.sent.length === 500);
  expect(new Set(house.agent.inputs.map(({ text }) => text)).size).toBe(500);
  expect(house.agent.inputs).toHaveLength(500);
}, 60_000);
