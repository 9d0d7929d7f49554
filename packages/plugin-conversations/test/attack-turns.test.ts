import { definePlugin } from "@instar/kernel";
import { ContextBlocks } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";
import { createRawAgent } from "./raw-agent.ts";

const texts = (sent: readonly { text: string }[]) => sent.map(({ text }) => text);

test("messages that were folded into one turn are answered by one answer after a crash too", async () => {
  const agent = createRawAgent({ inspect: async () => ({ answered: "both" }) });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("one");
  await until(() => agent.texts.length === 1);
  await house.chat.say("two");
  await until(() => agent.texts.length === 2);
  await house.reopen();
  await until(async () => (await house.conversations().status()).open === 0);
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["both"]);
  expect((await house.conversations().inbox()).map(({ state }) => state)).toEqual(["merged", "answered"]);
});

test("an agent that dies while a message's context is gathered leads to one answer", async () => {
  let letGo = () => {};
  let rendering = 0;
  const slowBlock = definePlugin({
    api: 1,
    name: "slow",
    setup: ({ contribute }) =>
      void contribute(ContextBlocks, {
        id: "slow",
        moments: ["message"],
        priority: 1,
        maxTokens: 100,
        async render() {
          if (rendering++ === 0)
            await new Promise<void>((resolve) => {
              letGo = resolve;
            });
          return "context";
        },
      }),
  });
  const agent = createRawAgent({ inspect: async () => "absent" });
  await using house = await createHouse({ plugins: [agent.plugin, slowBlock()] });
  await house.open();
  await house.chat.say("work");
  await until(() => rendering === 1);
  await agent.last.emit({ type: "exit", code: 1, expected: false });
  letGo();
  await settle(50);
  await house.clock.advance(10_000);
  await until(() => agent.texts.length >= 1);
  await agent.last.end({ text: "answer" });
  await settle(50);
  await house.clock.advance(10_000);
  expect(agent.texts).toEqual(["work"]);
  expect(texts(house.chat.sent)).toEqual(["answer"]);
});

test("an agent whose driver cannot name inputs answers what it was given", async () => {
  const agent = createRawAgent({ features: ["resume", "interrupt"] });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await agent.last.end({ inputs: [], text: "answer" });
  await until(() => house.chat.sent.length === 1);
  expect(await house.conversations().inbox()).toMatchObject([{ state: "answered" }]);
});

test("a turn names its inputs in any order: the oldest message is the one that is answered", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("one");
  await until(() => agent.texts.length === 1);
  await house.chat.say("two");
  await until(() => agent.texts.length === 2);
  const [one, two] = agent.last.inputs.map(({ id }) => id) as [string, string];
  await agent.last.end({ inputs: [two, "unknown", one, two] });
  await until(() => house.chat.sent.length === 1);
  expect((await house.conversations().inbox()).map(({ text, state }) => `${text}: ${state}`)).toEqual(["two: merged", "one: answered"]);
});

test("a session that is ended from elsewhere leaves no message behind", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await agent.last.emit({ type: "exit", code: 0, expected: true });
  await until(() => house.chat.sent.length === 1);
  expect(await house.conversations().inbox()).toMatchObject([{ state: "failed" }]);
});

test("a laptop that slept does not count its sleep as silence of the agent", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await house.clock.advance(60_000);
  await house.clock.jump({ hours: 8 });
  await settle(50);
  expect(house.chat.sent).toHaveLength(0);
  await house.clock.advance(125_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toContain("silent for 3 minutes");
  await agent.last.end({ text: "answer" });
  await until(() => house.chat.sent.length === 2);
});

test("a message that waits for a place is told about, and never taken for a stalled agent", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin], options: { quietAfterMs: 3_600_000, stalledAfterMs: 3_600_000 } });
  await house.open();
  for (const conversation of ["a", "b", "c", "d"]) await house.chat.say(`work ${conversation}`, { conversation });
  await until(() => agent.texts.length === 4);
  await house.chat.say("waits", { conversation: "e" });
  await house.clock.advance(3_540_000);
  for (const session of agent.sessions) await session.emit({ type: "text", delta: "still here" });
  await house.clock.advance(600_000);
  await settle(50);
  expect(texts(house.chat.sent).filter((text) => text.includes("interrupted"))).toEqual([]);
  await agent.sessions[0]?.end();
  await until(() => agent.texts.includes("waits"));
  await agent.last.end({ text: "at last" });
  await until(() => texts(house.chat.sent).includes("at last"));
});

test("too many waiting messages are refused with a sentence", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin], options: { maxWaiting: 1, whileBusy: "queue" } });
  await house.open();
  await house.chat.say("one");
  await until(() => agent.texts.length === 1);
  await house.chat.say("two");
  await house.chat.say("three");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toContain("Too many messages wait");
  expect((await house.conversations().inbox({ states: ["refused"] })).map(({ text }) => text)).toEqual(["three"]);
});

test("a failed message that is retried twice at once runs once", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin], options: { whileBusy: "queue" } });
  await house.open();
  await house.chat.say("work", { key: "w" });
  await until(() => agent.texts.length === 1);
  await agent.last.end({ outcome: "failed", text: "", error: { kind: "model", text: "Broken" } });
  await until(() => house.chat.sent.length === 1);
  const retried = await Promise.all([house.conversations().retry("scripted-chat:w"), house.conversations().retry("scripted-chat:w")]);
  expect(retried.sort()).toEqual([false, true]);
  await until(() => agent.texts.length === 2);
  await agent.last.end({ text: "fixed" });
  await settle(50);
  expect(agent.texts).toHaveLength(2);
  expect(texts(house.chat.sent)).toEqual(["Broken.", "fixed"]);
});

test("a stalled agent that does not react is ended, and a message behind it is answered by another", async () => {
  const agent = createRawAgent({ interrupt: () => new Promise(() => {}) });
  await using house = await createHouse({ plugins: [agent.plugin], options: { whileBusy: "queue" } });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await house.chat.say("behind");
  await house.clock.advance(16 * 60_000);
  await until(() => agent.texts.length === 2);
  expect(agent.sessions[0]?.stopped).toBe(true);
  await agent.last.end({ text: "answer" });
  await until(() => texts(house.chat.sent).includes("answer"));
});

test("a message to a conversation that waits for a limit is told when it goes on, once, also over a restart", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("one");
  await until(() => agent.texts.length === 1);
  await agent.last.end({ outcome: "failed", text: "", error: { kind: "limit", text: "The limit is reached", resetsAt: house.clock.now() + 3_600_000 } });
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("two");
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toBe("Your message waits. I go on by myself at 01:00 UTC.");
  await house.reopen();
  await settle(50);
  await house.clock.advance(3_599_000);
  expect(house.chat.sent).toHaveLength(2);
  await house.clock.advance(1_000);
  await until(() => agent.texts.length === 3);
  expect(agent.texts).toEqual(["one", "one", "two"]);
});
