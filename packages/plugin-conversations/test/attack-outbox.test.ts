import { sendFailed } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";
import { rawChannel } from "./raw-channel.ts";

const texts = (sent: readonly { text: string }[]) => sent.map(({ text }) => text);

test("the parts of a long answer are sent in order, also the tenth and after a restart", async () => {
  await using house = await createHouse({ channel: { partLength: 2 } });
  await house.open();
  house.agent.respond(() => Array.from({ length: 25 }, (_, index) => String(index).padStart(2, "0")).join(""));
  const hour = { outcome: "not-sent", next: { afterMs: 3_600_000, scope: "address" } } as const;
  house.chat.fail(hour);
  await house.chat.say("long");
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.reopen();
  house.chat.wake();
  await until(() => house.chat.sent.length === 25);
  expect(texts(house.chat.sent).map(Number)).toEqual(Array.from({ length: 25 }, (_, index) => index));
  const [row] = await house.conversations().inbox();
  await until(async () => (await house.conversations().status()).pending === 0);
  expect((await house.conversations().repliesTo(row?.id ?? "")).map(({ part }) => part.index)).toEqual(Array.from({ length: 25 }, (_, index) => index));
});

test("a limit that a service set holds over a restart", async () => {
  await using house = await createHouse();
  await house.open();
  house.chat.fail({ outcome: "not-sent", next: { afterMs: 3_600_000, scope: "address" } });
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox()).some(({ notBefore }) => notBefore > 0));
  await house.reopen();
  await settle(50);
  expect(house.chat.sent).toHaveLength(0);
  await house.clock.advance(3_600_000);
  await until(() => house.chat.sent.length === 1);
});

test("a part that is under way when the house stops politely is awaited, not sent twice", async () => {
  await using house = await createHouse();
  await house.open();
  const release = house.chat.pause();
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["sending"] })).length === 1);
  const stopping = house.reopen();
  await settle(20);
  release();
  await stopping;
  await settle(50);
  expect(texts(house.chat.sent)).toEqual(["You said: hello"]);
});

test("a send and an opened channel that hang do not keep the house from stopping", async () => {
  const raw = rawChannel({
    open: async () => ({ [Symbol.asyncDispose]: () => new Promise<void>(() => {}) }),
  });
  await using house = await createHouse({ plugins: [raw.plugin] });
  const kernel = await house.open();
  house.chat.pause();
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["sending"] })).length === 1);
  let stopped = false;
  const stopping = kernel.stop("test").finally(() => {
    stopped = true;
  });
  stopping.catch(() => undefined); // awaited below
  await settle(20);
  await kernel.clock.advance(9_000);
  await until(() => stopped);
  await stopping;
});

test("a part that is withdrawn while it is about to be sent is either withdrawn or delivered, never both", async () => {
  await using house = await createHouse();
  await house.open();
  const release = house.chat.pause();
  await house.chat.say("hello");
  await until(async () => (await house.conversations().outbox()).length === 1);
  const [row] = await house.conversations().outbox();
  const withdrawn = await house.conversations().withdraw(row?.id ?? "");
  release();
  await settle(50);
  const [after] = await house.conversations().outbox();
  expect(after?.state).toBe(withdrawn ? "withdrawn" : "delivered");
  expect(house.chat.sent).toHaveLength(withdrawn ? 0 : 1);
});

test("a channel that plans something that cannot be stored does not lose the answer", async () => {
  for (const body of [undefined, 10n, () => 1, { at: undefined, text: "x" }]) {
    const raw = rawChannel({ plan: () => [{ index: 0, body: body as never }] });
    const opened = await createHouse({ plugins: [raw.plugin] });
    await opened.open();
    await raw.say("hello");
    await until(() => raw.sent.length === 1, `an answer planned as ${typeof body}`);
    await opened[Symbol.asyncDispose]();
  }
});

test("a channel that sends a part back to the same address gives up instead of turning in circles", async () => {
  let sends = 0;
  const raw = rawChannel({
    reroute: async (address) => address,
    async send() {
      if (++sends > 100) throw new Error("A circle.");
      throw sendFailed("Moved.", { outcome: "not-sent", next: "reroute" });
    },
  });
  await using house = await createHouse({ plugins: [raw.plugin] });
  await house.open();
  await raw.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["failed"] })).length === 1);
  expect(sends).toBeLessThan(20);
});

test("a message that comes while the last daemon's parts are taken up is handled once", async () => {
  const disk = createFaultyStore();
  const raw = rawChannel({});
  await using house = await createHouse({ store: disk.plugin, plugins: [raw.plugin] });
  await house.open();
  const release = house.chat.pause();
  await house.chat.say("one");
  await until(async () => (await house.conversations().outbox({ states: ["sending"] })).length === 1);
  raw.atOpen("early");
  const opening = house.crash(disk.drop);
  release();
  await opening;
  await until(() => raw.sent.length === 1);
  await settle(50);
  expect(house.agent.inputs.filter(({ text }) => text === "early")).toHaveLength(1);
});

test("five commits carry a message from its acceptance to its delivered answer", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ store: disk.plugin });
  await house.open();
  await house.chat.say("warm up");
  await until(async () => (await house.conversations().status()).pending === 0 && house.chat.sent.length === 1);
  const before = disk.commits.length;
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 2);
  await until(async () => (await house.conversations().status()).pending === 0);
  expect(disk.commits.length - before).toBeLessThanOrEqual(5);
});

test("a service that never answers when it is read back does not hold up the conversation for good", async () => {
  let sends = 0;
  const raw = rawChannel({
    find: () => new Promise(() => {}),
    async send() {
      if (++sends === 1) throw sendFailed("Lost.", { outcome: "unknown", next: { afterMs: 1_000, scope: "address" } });
      return { ref: "1" };
    },
  });
  await using house = await createHouse({ plugins: [raw.plugin] });
  await house.open();
  await raw.say("hello");
  await until(async () => (await house.conversations().outbox({ states: ["uncertain"] })).length === 1);
  await house.clock.advance(62_000);
  await until(async () => (await house.conversations().outbox({ states: ["delivered"] })).length === 1);
});
