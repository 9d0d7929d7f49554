import { sendFailed } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { planSend } from "../../src/outbox/plan-send.ts";
import { createFaultyStore } from "../faulty-store.ts";
import { createHouse, until } from "../house.ts";
import { rawChannel } from "../raw-channel.ts";

test.each([
  [{ outcome: "not-sent", next: "never" }, 1, { step: "fail" }],
  [{ outcome: "not-sent", next: "plain" }, 1, { step: "plain" }],
  [{ outcome: "not-sent", next: { afterMs: 7_000, scope: "address" } }, 5, { step: "wait", until: 107_000, scope: "address", uncertain: false }],
  [{ outcome: "unknown", next: { afterMs: 1_000, scope: "channel" } }, 0, { step: "wait", until: 101_000, scope: "channel", uncertain: true }],
  [{ outcome: "unknown", next: { afterMs: 1_000, scope: "channel" } }, 2, { step: "wait", until: 104_000, scope: "channel", uncertain: true }],
  [{ outcome: "unknown", next: { afterMs: 1_000, scope: "channel" } }, 99, { step: "wait", until: 400_000, scope: "channel", uncertain: true }],
] as const)("a failure %o after %i unknown outcomes leads to %o", (failure, doubts, plan) => {
  expect(planSend(failure, doubts, 100_000)).toEqual(plan);
});

test("a limit parks one conversation for exactly as long as told, in order, while others go on", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 5_000, scope: "address" } });
  await house.chat.say("one", { conversation: "a" });
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.chat.say("two", { conversation: "a" });
  await house.chat.say("other", { conversation: "b" });
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.conversation).toBe("b");
  await kernel.clock.advance(4_999);
  expect(house.chat.sent).toHaveLength(1);
  await kernel.clock.advance(1);
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent.slice(1).map(({ text }) => text)).toEqual(["You said: one", "You said: two"]);
});

test("a limit of the whole channel parks every conversation", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 5_000, scope: "channel" } });
  await house.chat.say("one", { conversation: "a" });
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.chat.say("two", { conversation: "b" });
  await until(async () => (await house.conversations().outbox()).length === 2);
  expect(house.chat.sent).toHaveLength(0);
  await kernel.clock.advance(5_000);
  await until(() => house.chat.sent.length === 2);
});

test("a lost answer of the service leads to a repeat at most, never to a loss", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  house.chat.fail({ outcome: "unknown", after: true, next: { afterMs: 1_000, scope: "address" } });
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["uncertain"] })).length === 1);
  await kernel.clock.advance(1_000);
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
  expect(house.chat.sent).toHaveLength(2);
});

test("where the service can be read back, a lost answer leads to no repeat", async () => {
  await using house = await createHouse({ channel: { canFind: true } });
  const kernel = await house.open();
  house.chat.fail({ outcome: "unknown", after: true, next: { afterMs: 1_000, scope: "address" } });
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["uncertain"] })).length === 1);
  await kernel.clock.advance(1_000);
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
  expect(house.chat.sent).toHaveLength(1);
});

test("the pause after an unknown outcome grows with such outcomes, and not with sends that a crash cut off", async () => {
  const disk = createFaultyStore();
  const doubt = sendFailed("Lost.", { outcome: "unknown", next: { afterMs: 1_000, scope: "address" } });
  let sends = 0;
  let arrive = () => {};
  const underWay = () => new Promise<{ ref: string }>((resolve) => (arrive = () => resolve({ ref: "1" })));
  const send = async () => (++sends <= 5 ? underWay() : Promise.reject(doubt));
  const raw = rawChannel({ send });
  await using house = await createHouse({ store: disk.plugin, plugins: [raw.plugin] });
  await house.open();
  await raw.say("hello");
  for (let crash = 1; crash <= 5; crash++) {
    await until(() => sends === crash);
    await house.crash(async () => {
      await disk.drop();
      arrive();
    });
  }
  const pauseAt = async (doubts: number) => {
    const row = () =>
      house
        .conversations()
        .outbox()
        .then(([only]) => only);
    await until(async () => (await row())?.doubts === doubts);
    return ((await row())?.notBefore ?? 0) - house.clock.now();
  };
  expect(await pauseAt(1)).toBe(1_000);
  await house.clock.advance(1_000);
  expect(await pauseAt(2)).toBe(2_000);
});

test("a part that had to wait for limits often still goes where its conversation has moved, but not on and on", async () => {
  const limit = sendFailed("Later.", { outcome: "not-sent", next: { afterMs: 1_000, scope: "address" } });
  const moved = sendFailed("Moved.", { outcome: "not-sent", next: "reroute" });
  const sent: string[] = [];
  const raw = rawChannel({
    reroute: async ({ conversation, ...address }) => ({ ...address, conversation: `${conversation}+` }),
    async send(_part, { address }) {
      sent.push(address.conversation);
      throw sent.length <= 12 ? limit : moved;
    },
  });
  await using house = await createHouse({ plugins: [raw.plugin] });
  await house.open();
  await raw.say("hello");
  for (let limits = 1; limits <= 12; limits++) {
    await until(async () => ((await house.conversations().outbox())[0]?.notBefore ?? 0) > house.clock.now());
    await house.clock.advance(1_000);
  }
  await until(async () => (await house.conversations().outbox({ states: ["failed"] })).length === 1);
  expect(new Set(sent).size).toBe(11);
});

test("a permanent failure ends the whole reply with its reason, and no second call is made", async () => {
  await using house = await createHouse({ channel: { partLength: 5 } });
  const kernel = await house.open();
  house.agent.respond(() => "three parts ok");
  house.chat.fail({ outcome: "not-sent", next: "never" });
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["failed"] })).length === 3);
  await kernel.clock.advance(3_600_000);
  expect(house.chat.sent).toHaveLength(0);
  expect((await house.conversations().outbox())[0]).toMatchObject({ state: "failed", reason: "The service refused the part." });
  expect(kernel.lines.some(({ text }) => text === "A reply could not be delivered.")).toBe(true);
});

test("what could not be sent for a week expires, and a withdrawn part is never sent", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  const hour = { outcome: "not-sent", next: { afterMs: 3_600_000, scope: "address" } } as const;
  house.chat.fail(hour, hour);
  await house.chat.say("one", { conversation: "a" });
  await house.chat.say("two", { conversation: "b" });
  await until(async () => (await house.conversations().outbox()).filter(({ notBefore }) => notBefore > 0).length === 2);
  const mine = (await house.conversations().outbox()).find(({ address }) => address.conversation === "b");
  expect(await house.conversations().withdraw(mine?.id ?? "")).toBe(true);
  await kernel.clock.jump({ hours: 24 * 8 });
  await until(async () => (await house.conversations().outbox({ states: ["failed"] })).length === 1);
  expect(house.chat.sent).toHaveLength(0);
  expect((await house.conversations().outbox({ states: ["withdrawn"] })).length).toBe(1);
});

test("a channel that says that somebody is there again gets what waited at once", async () => {
  await using house = await createHouse();
  await house.open();
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 3_600_000, scope: "address" } });
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  house.chat.wake();
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.attempt).toBe(2);
});
