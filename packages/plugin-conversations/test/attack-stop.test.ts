import { definePlugin, type Message } from "@instar/kernel";
import { ContextBlocks } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";
import { createRawAgent } from "./raw-agent.ts";

function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const states = async (house: Awaited<ReturnType<typeof createHouse>>) =>
  (await house.conversations().inbox()).map(({ text, state }) => `${text}: ${state}`).reverse();
const texts = (sent: readonly { text: string }[]) => sent.map(({ text }) => text);

test("/stop reaches a message that a beforeMessage tap still prepares", async () => {
  const slow = gate();
  let preparing = false;
  const slowTap = definePlugin({
    api: 1,
    name: "slow",
    setup: ({ hooks }) =>
      void hooks.beforeMessage.tap("think", async (message: Message) => {
        preparing = true;
        await slow.passed;
        return message;
      }),
  });
  await using house = await createHouse({ plugins: [slowTap()] });
  await house.open();
  await house.chat.say("work");
  await until(() => preparing);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  slow.open();
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["Stopped."]);
  expect(house.agent.inputs).toHaveLength(0);
  expect(await states(house)).toEqual(["work: failed", "/stop: handled"]);
});

test("/stop reaches a message whose context is still being gathered", async () => {
  const slow = gate();
  let rendering = false;
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
          rendering = true;
          await slow.passed;
          return "context";
        },
      }),
  });
  await using house = await createHouse({ plugins: [slowBlock()] });
  await house.open();
  await house.chat.say("work");
  await until(() => rendering);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  slow.open();
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["Stopped."]);
  expect(house.agent.inputs).toHaveLength(0);
});

test("/stop reaches a message whose fate after a crash is still being found out", async () => {
  const slow = gate();
  let inspecting = false;
  const agent = createRawAgent({
    async inspect() {
      inspecting = true;
      await slow.passed;
      return "asked";
    },
  });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await house.reopen();
  await until(() => inspecting);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  slow.open();
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["Stopped, and 1 waiting message dropped."]);
  expect(agent.texts).toHaveLength(1);
});

test("an agent that ignores an interrupt is ended, and the next message is not lost with it", async () => {
  const agent = createRawAgent({ interrupt: () => new Promise(() => {}) });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("next");
  await settle(50);
  expect(agent.texts).toEqual(["work"]);
  await house.clock.advance(60_000);
  await until(() => agent.texts.length === 2);
  expect(agent.sessions[0]?.stopped).toBe(true);
  await agent.last.end({ text: "fresh" });
  await until(() => house.chat.sent.length === 2);
  expect(texts(house.chat.sent)).toEqual(["Stopped.", "fresh"]);
});

test("a message right after /stop waits for the end of the stopped turn, and is then answered", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await Promise.all([house.chat.say("/stop"), house.chat.say("next")]);
  await until(() => agent.last.interrupts.length === 1);
  await settle(50);
  expect(agent.texts).toEqual(["work"]);
  await agent.last.end({ outcome: "interrupted", text: "" });
  await until(() => agent.texts.length === 2);
  await agent.last.end({ text: "here you are" });
  await until(() => house.chat.sent.length === 2);
  expect(await states(house)).toEqual(["work: failed", "/stop: handled", "next: answered"]);
});

test("the answer of a stopped turn is not sent, and a turn that is reported twice is answered once", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  const inputs = agent.last.inputs.map(({ id }) => id);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  await agent.last.end({ text: "just in time" });
  await house.chat.say("more");
  await until(() => agent.texts.length === 2);
  const more = agent.last.inputs.slice(1).map(({ id }) => id);
  await agent.last.end({ inputs: more, text: "answer" });
  await agent.last.end({ inputs: more, text: "answer" });
  await agent.last.end({ inputs, text: "late again" });
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["Stopped.", "answer"]);
});

test("/new and a question right behind it: the question is answered in the new conversation", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("old work");
  await until(() => agent.texts.length === 1);
  await Promise.all([house.chat.say("/new"), house.chat.say("question")]);
  await until(() => agent.texts.length === 2);
  expect(agent.sessions).toHaveLength(2);
  expect(agent.last.inputs.map(({ text }) => text)).toEqual(["question"]);
  await agent.last.end({ text: "answer" });
  await until(() => house.chat.sent.length === 2);
  expect(texts(house.chat.sent)).toEqual(["A new conversation begins here.", "answer"]);
});

test("/stop reaches a message that waits for a place, and the others go on", async () => {
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  for (const conversation of ["a", "b", "c", "d"]) await house.chat.say(`work ${conversation}`, { conversation });
  await until(() => agent.texts.length === 4);
  await house.chat.say("waits", { conversation: "e" });
  await house.chat.say("waits too", { conversation: "f" });
  await settle(50);
  await house.chat.say("/stop", { conversation: "e" });
  await until(() => house.chat.sent.length === 1);
  await agent.sessions[0]?.end({ text: "done a" });
  await until(() => agent.texts.includes("waits too"));
  expect(agent.texts).not.toContain("waits");
});

test("a full disk does not keep /stop from ending the turn", async () => {
  const disk = createFaultyStore();
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin], store: disk.plugin });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  await house.chat.say("/stop");
  disk.state.full = true;
  await until(() => agent.last.interrupts.length === 1);
  disk.state.full = false;
  await house.clock.advance(120_000);
  await until(() => house.chat.sent.length === 1);
  expect(await states(house)).toEqual(["work: failed", "/stop: handled"]);
});

test("an older change that the disk refused does not undo a newer one", async () => {
  const disk = createFaultyStore();
  const agent = createRawAgent();
  await using house = await createHouse({ plugins: [agent.plugin], store: disk.plugin });
  await house.open();
  await house.chat.say("work");
  await until(() => agent.texts.length === 1);
  disk.state.full = true;
  const ended = agent.last.end({ outcome: "failed", text: "", error: { kind: "limit", text: "Limit" } });
  await settle(50);
  await house.clock.advance(400);
  disk.state.full = false;
  await house.chat.say("/stop");
  await settle(50);
  await house.clock.advance(10_000);
  await ended;
  await until(async () => (await house.conversations().status()).open === 0);
  await house.reopen();
  await settle(50);
  expect(await states(house)).toEqual(["work: failed", "/stop: handled"]);
  expect(agent.texts).toEqual(["work"]);
});

test("a message that is on its way to the agent when it is stopped is interrupted there", async () => {
  const disk = createFaultyStore();
  const agent = createRawAgent();
  const slow = gate();
  const block = definePlugin({
    api: 1,
    name: "block",
    setup: ({ contribute }) =>
      void contribute(ContextBlocks, {
        id: "block",
        moments: ["message"],
        priority: 1,
        maxTokens: 100,
        render() {
          disk.state.sessionsWait = slow.passed; // the session writes once more before its first input
          return "context";
        },
      }),
  });
  await using house = await createHouse({ plugins: [agent.plugin, block()], store: disk.plugin });
  await house.open();
  await house.chat.say("work");
  await until(() => disk.state.sessionsWait !== undefined);
  await settle(20);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.length === 1);
  slow.open();
  await until(() => agent.texts.length === 1);
  const before = agent.last.interrupts.length;
  await until(() => agent.last.interrupts.length > before || before > 1);
  expect(agent.last.interrupts.length).toBeGreaterThanOrEqual(2);
});
