import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, until } from "../house.ts";
import { createRawAgent } from "../raw-agent.ts";

test("/model says which model answers; an owner's /model NAME changes it from now on, before the first message too, and says what the driver refuses", async () => {
  const models: string[] = [];
  const agent = createRawAgent({
    features: ["resume", "interrupt", "inputIds", "model"],
    async setModel(model) {
      if (model === "poet") throw new Error("There is no such model.");
      models.push(model);
    },
  });
  await using house = await createHouse({ plugins: [agent.plugin], known: ["scripted-chat:guest"] });
  await house.open();
  const answers: string[] = [];
  const ask = async (text: string, from = "owner") => {
    await house.chat.say(text, { from, conversation: "room" });
    await until(() => house.chat.sent.length === answers.length + 1, text);
    answers.push(house.chat.sent.at(-1)?.text ?? "");
  };
  await ask("/model");
  await ask("/model opus");
  expect(agent.last.spec.model).toBe("opus");
  await ask("/model sonnet[1m]");
  await ask("/model poet");
  await ask("/model --fast");
  await ask("/model", "guest");
  expect(models).toEqual(["sonnet[1m]"]);
  expect(answers).toEqual([
    "There is no session here yet. /model NAME changes it.",
    "From now on opus answers here.",
    "From now on sonnet[1m] answers here.",
    "The model was not changed. There is no such model.",
    "A model's name is one word, such as in: /model opus. Nothing was changed.",
    "The model here is sonnet[1m] (raw).",
  ]);
  await house.chat.say("/model opus", { from: "guest", conversation: "room" });
  await until(() => agent.texts.length === 1);
  expect(agent.texts).toEqual(["/model opus"]);
});

test("a driver that can't change its model says so", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("/model opus");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toMatch(/^The model was not changed\. .* can't change its model\.$/);
});

test("what is written behind /model NAME is answered by that model", async () => {
  let set = () => {};
  const agent = createRawAgent({
    features: ["resume", "interrupt", "inputIds", "steer", "model"],
    setModel: () => new Promise<void>((resolve) => (set = resolve)),
  });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("hello");
  await until(() => agent.texts.length === 1);
  await agent.last.end();
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("/model opus");
  await house.chat.say("who are you?");
  await settle(50);
  expect(agent.texts).toEqual(["hello"]);
  set();
  await until(() => agent.texts.length === 2);
  expect(house.chat.sent[1]?.text).toBe("From now on opus answers here.");
});
