import { definePlugin, hold } from "@instar/kernel";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

const texts = (sent: readonly { text: string }[]) => sent.map(({ text }) => text);

test("a message reaches the agent and its answer comes back, once", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("hello", { key: "m1" });
  await house.chat.say("hello", { key: "m1" });
  await until(() => house.chat.sent.length === 1);
  expect(texts(house.chat.sent)).toEqual(["You said: hello"]);
  expect(house.agent.inputs).toHaveLength(1);
  await until(async () => (await house.conversations().outbox())[0]?.state === "delivered");
  const [row] = await house.conversations().inbox();
  expect(row).toMatchObject({ state: "answered", key: "m1", attempt: 1, text: "hello" });
  expect(await house.conversations().repliesTo(row?.id ?? "")).toMatchObject([{ state: "delivered", ref: "ref-1", answers: [row?.id] }]);
  expect(await house.conversations().message("scripted-chat:m1")).toMatchObject({ id: row?.id });
});

test("a stranger reaches nobody, and the refusal is on record", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("let me in", { from: "mallory" });
  await until(async () => (await house.conversations().inbox()).length === 1);
  expect(await house.conversations().inbox()).toMatchObject([{ state: "refused", from: { trust: "stranger" } }]);
  expect(house.agent.inputs).toHaveLength(0);
  expect(house.chat.sent).toHaveLength(0);
});

test("messages of one conversation keep their order, and a blocked one does not delay another conversation", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  const blocked = deferred<string>();
  house.agent.respond(({ inputs }) => (inputs[0]?.text === "slow" ? blocked.promise : inputs.map(({ text }) => text).join()));
  await house.chat.say("slow", { conversation: "a" });
  await house.chat.say("after", { conversation: "a" });
  await house.chat.say("quick", { conversation: "b" });
  await until(() => texts(house.chat.sent).includes("quick"));
  expect(texts(house.chat.sent)).toEqual(["quick"]);
  blocked.resolve("slow");
  await until(() => house.chat.sent.length === 3);
  expect(texts(house.chat.sent.filter(({ conversation }) => conversation === "a"))).toEqual(["slow", "after"]);
});

test("a message to a busy agent joins its turn, and both are answered by one answer", async () => {
  await using house = await createHouse();
  await house.open();
  const release = deferred<void>();
  house.agent.respond(async ({ inputs }) => {
    await release.promise;
    return inputs.map(({ text }) => text).join(" and ");
  });
  await house.chat.say("first");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("second");
  await until(() => house.agent.inputs.length === 2);
  release.resolve();
  await until(() => house.chat.sent.length === 1);
  expect(texts(house.chat.sent)).toEqual(["first and second"]);
  await until(async () => (await house.conversations().inbox()).every(({ endedAt }) => endedAt !== undefined));
  const [second, first] = await house.conversations().inbox();
  expect(first).toMatchObject({ state: "answered" });
  expect(second).toMatchObject({ state: "merged", mergedInto: first?.id });
  expect(second?.reply).toBe(first?.reply);
});

test("with whileBusy: queue a message waits for the end of the turn", async () => {
  await using house = await createHouse({ options: { whileBusy: "queue" } });
  await house.open();
  await house.chat.say("one");
  await house.chat.say("two");
  await until(() => house.chat.sent.length === 2);
  expect(texts(house.chat.sent)).toEqual(["You said: one", "You said: two"]);
});

test("a turn that the agent begins by itself is delivered to its conversation", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("start", { conversation: "a" });
  await until(() => house.chat.sent.length === 1);
  await house.agent.speak("a", "The build is done.");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]).toMatchObject({ conversation: "a", text: "The build is done." });
});

test("a held message is told and can be run after all; a held reply can be released", async () => {
  let holding = true;
  const holder = definePlugin({
    api: 1,
    name: "holder",
    setup({ hooks }) {
      hooks.beforeMessage.tap("hold in", ({ text }) => (holding && text === "secret" ? hold("It is quiet time.") : undefined));
      hooks.beforeReply.tap("hold out", ({ text }) => (text.includes("leak") ? hold("It looks like a leak.") : undefined));
    },
  });
  await using house = await createHouse({ plugins: [holder()] });
  await house.open();
  await house.chat.say("secret", { key: "s" });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toContain("It is quiet time.");
  expect(await house.conversations().inbox()).toMatchObject([{ state: "held", by: "holder: hold in" }]);
  holding = false;
  expect(await house.conversations().retry("scripted-chat:s")).toBe(true);
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toBe("You said: secret");

  await house.chat.say("please leak");
  await until(async () => (await house.conversations().outbox({ states: ["held"] })).length === 1);
  expect(house.chat.sent).toHaveLength(2);
  const [held] = await house.conversations().outbox({ states: ["held"] });
  expect(held).toMatchObject({ by: "holder: hold out", reason: "It looks like a leak." });
  expect(await house.conversations().release(held?.id ?? "")).toBe(true);
  await until(() => house.chat.sent.length === 3);
});

test("an unusable message is refused loudly and the next one is handled", async () => {
  await using house = await createHouse();
  await house.open();
  await expect(house.chat.say("no key", { key: "" })).rejects.toMatchObject({ code: "CONVERSATIONS_MESSAGE_MALFORMED" });
  await house.chat.say("fine");
  await until(() => house.chat.sent.length === 1);
  expect(await house.conversations().inbox()).toHaveLength(1);
});

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
