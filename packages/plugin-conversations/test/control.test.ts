import { expect, test } from "vitest";
import { parseControl } from "../src/control.ts";
import { createHouse, until } from "./house.ts";

const never = () => new Promise<string>(() => {});

test.each([
  ["/stop", { name: "stop", words: "" }],
  [" /STATUS ", { name: "status", words: "" }],
  ["/help@instar_bot", { name: "help", words: "" }],
  ["/new  Trip to Rome", { name: "new", words: "Trip to Rome" }],
  ["/model@instar_bot opus", { name: "model", words: "opus" }],
  ["/stop the build please", undefined],
  ["/clear", undefined],
  ["stop", undefined],
  ["see /new", undefined],
])("%j is the command %j", (text, word) => {
  expect(parseControl(text)).toEqual(word);
});

test("/stop overtakes the queue: the turn ends, what waits is dropped, and it stays stopped after a restart", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  house.agent.respond(never);
  await house.chat.say("work");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("more work");
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("Stopped, and 1 waiting message dropped.");
  house.agent.respond(() => "should not run");
  await house.reopen();
  await until(async () => (await house.conversations().status()).open === 0);
  expect(house.chat.sent).toHaveLength(1);
  expect((await house.conversations().inbox()).map(({ state }) => state)).toEqual(["handled", "failed", "failed"]);
});

test("/status and /help answer at once while a turn runs, and do not reach the agent", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(never);
  await house.chat.say("work");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("/status");
  await house.chat.say("/help");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[0]?.text).toContain("The agent is working");
  expect(house.chat.sent[1]?.text).toContain("/stop");
  expect(house.agent.inputs).toHaveLength(1);
});

test("/new begins another session, and the next message opens it", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("one");
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("/new");
  await until(() => house.chat.sent.length === 2);
  await house.chat.say("two");
  await until(() => house.chat.sent.length === 3);
  expect(new Set(house.agent.spawned.map(({ ref }) => ref.id)).size).toBe(2);
  expect(house.agent.spawned[1]?.from).toBeUndefined();
});

test("/clear from a person is text for the agent", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("/clear");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("You said: /clear");
});
