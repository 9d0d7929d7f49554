import { expect, test } from "vitest";
import { planFailure } from "../src/conversation/plan-failure.ts";
import { planStall } from "../src/conversation/plan-stall.ts";
import { createHouse, until } from "./house.ts";

const never = () => new Promise<string>(() => {});
const limits = { quietAfterMs: 180_000, stalledAfterMs: 900_000, toolStalledAfterMs: 3_600_000 };

test.each([
  [{ now: 179_999, heardAt: 0, tool: undefined, told: false }, { step: "wait" }],
  [
    { now: 180_000, heardAt: 0, tool: undefined, told: false },
    { step: "say", minutes: 3 },
  ],
  [{ now: 200_000, heardAt: 0, tool: undefined, told: true }, { step: "wait" }],
  [
    { now: 900_000, heardAt: 0, tool: undefined, told: true },
    { step: "interrupt", minutes: 15 },
  ],
  [{ now: 900_000, heardAt: 0, tool: "Bash", told: true }, { step: "wait" }],
  [
    { now: 3_600_000, heardAt: 0, tool: "Bash", told: true },
    { step: "interrupt", minutes: 60 },
  ],
])("silence %o means %o", (state, plan) => {
  expect(planStall(state, limits)).toEqual(plan);
});

test.each([
  [{ kind: "crashed", text: "x" }, { step: "recover" }],
  [
    { kind: "limit", text: "x", resetsAt: 5_000 },
    { step: "park", until: 5_000 },
  ],
  [
    { kind: "limit", text: "x" },
    { step: "park", until: 301_000 },
  ],
  [
    { kind: "overloaded", text: "x" },
    { step: "again", until: 61_000 },
  ],
  [
    { kind: "not-logged-in", text: "x" },
    { step: "tell", sentence: "x." },
  ],
] as const)("a turn that fails with %o leads to %o", (error, plan) => {
  expect(planFailure(error, 1, 3, 1_000)).toMatchObject(plan);
});

test("typing begins at once, goes on, and ends with the answer", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  let release = (_: string) => {};
  house.agent.respond(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  await house.chat.say("hello");
  await until(() => house.chat.typed === 1);
  await until(() => house.agent.inputs.length === 1);
  await kernel.clock.advance(8_000);
  expect(house.chat.typed).toBe(3);
  release("done");
  await until(() => house.chat.sent.length === 1);
  await kernel.clock.advance(60_000);
  expect(house.chat.typed).toBe(3);
});

test("a channel that cannot show typing gets one short sentence, and none when the answer is quick", async () => {
  await using house = await createHouse({ channel: { typing: false } });
  const kernel = await house.open();
  await house.chat.say("quick");
  await until(() => house.chat.sent.length === 1);
  await kernel.clock.advance(10_000);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["You said: quick"]);
  house.agent.respond(never);
  await house.chat.say("slow");
  await until(() => house.agent.inputs.length === 2);
  await kernel.clock.advance(2_000);
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toBe("On it.");
});

test("a limit is told once with its time, parks the conversation exactly that long, and then the message runs", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  const resetsAt = kernel.clock.now() + 3_600_000;
  let limited = 2;
  house.agent.respond(({ inputs }) =>
    limited-- > 0 ? { error: { kind: "limit", text: "The usage limit is reached", resetsAt: kernel.clock.now() + 3_600_000 } } : `at last: ${inputs[0]?.text}`,
  );
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toMatch(/The usage limit is reached\. I go on by myself at \d\d:\d\d UTC\./);
  expect((await house.conversations().inbox())[0]).toMatchObject({ state: "accepted", attempt: 0, notBefore: resetsAt });
  await kernel.clock.advance(3_599_999);
  expect(house.agent.inputs).toHaveLength(1);
  await kernel.clock.advance(1);
  await until(() => house.agent.inputs.length === 2);
  await until(async () => (await house.conversations().inbox())[0]?.notBefore === resetsAt + 3_600_000);
  await kernel.clock.advance(3_600_000);
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toBe("at last: hello");
});

test("an agent that is silent is told about after three minutes and interrupted after fifteen", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  house.agent.respond(never);
  await house.chat.say("hello");
  await until(() => house.agent.inputs.length === 1);
  await kernel.clock.advance(181_000);
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toContain("silent for 3 minutes");
  await kernel.clock.advance(740_000);
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toContain("silent for 15 minutes");
  expect((await house.conversations().inbox())[0]).toMatchObject({ state: "failed" });
  house.agent.respond(() => "awake again");
  await house.chat.say("again");
  await until(() => house.chat.sent.length === 3);
});

test("an error of the model reaches the sender as one sentence", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => ({ error: { kind: "not-logged-in", text: "Claude Code is not logged in", hint: "Run `claude` on the host and log in" } }));
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("Claude Code is not logged in. Run `claude` on the host and log in.");
});

test("a message that waited for more than a day is not begun as if it were new: it expires, its sender is told, and it can be run after all", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  const kernel = await house.open();
  house.agent.respond(never);
  await house.chat.say("working");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("buy milk", { key: "milk" });
  await kernel.stop("The machine is off for two days.");
  await kernel.clock.jump({ hours: 48 });
  house.agent.respond(({ inputs }) => `done: ${inputs[0]?.text}`);
  await house.open();
  await until(async () => (await house.conversations().inbox({ states: ["expired"] })).length === 2);
  expect(house.agent.inputs).toHaveLength(1);
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent[1]?.text).toContain("48 hours ago waited too long");
  expect(await house.conversations().retry("scripted-chat:milk")).toBe(true);
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent[2]?.text).toBe("done: buy milk");
});
