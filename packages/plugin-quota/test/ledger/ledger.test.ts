import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, usage } from "../house.ts";

const rowsOf = async (house: Awaited<ReturnType<typeof createHouse>>, by: "session" | "person" | "cause" | "conversation" | "day" | "plugin") =>
  (await house.quota().usage({ by })).rows;

test("what an agent used for a message is there at once: for whom, where and why", async () => {
  await using house = await createHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(0.02));
    await host.emit(usage(0.01));
    return "Done.";
  });
  await house.chat.say("hello", { from: "ann", conversation: "kitchen" });
  await until(() => house.chat.sent.length === 1, "the answer");
  expect(await rowsOf(house, "person")).toEqual([{ key: "scripted-chat:ann", inputTokens: 200, outputTokens: 20, costUsd: 0.03, entries: 2 }]);
  expect((await rowsOf(house, "conversation")).map(({ key }) => key)).toEqual(["scripted-chat:kitchen"]);
  expect((await rowsOf(house, "cause")).map(({ key }) => key)).toEqual(["message"]);
  expect((await rowsOf(house, "plugin")).map(({ key }) => key)).toEqual(["conversations"]);
  const entries = await house.quota().entries();
  expect(entries.map(({ costUsd, source, driver }) => ({ costUsd, source, driver }))).toEqual([
    { costUsd: 0.01, source: "driver", driver: "scripted" },
    { costUsd: 0.02, source: "driver", driver: "scripted" },
  ]);
});

test("a correction takes back, and the ledger agrees with the session's record", async () => {
  await using house = await createHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(0.05, 1_000, 100));
    await host.emit(usage(-0.02, -200, -10, 0));
    return "Done.";
  });
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1, "the answer");
  const [record] = await house.sessions().list();
  expect(await rowsOf(house, "session")).toEqual([{ key: record?.id, inputTokens: 800, outputTokens: 90, costUsd: 0.03, entries: 2 }]);
  expect(record).toMatchObject({ inputTokens: 800, outputTokens: 90, costUsd: expect.closeTo(0.03, 9) });
});

test("after a restart all of it is still there, and counts no second time", async () => {
  await using house = await createHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(0.02));
    return "Done.";
  });
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1, "the answer");
  await house.reopen();
  await house.chat.say("again", { from: "ann" });
  await until(() => house.chat.sent.length === 2, "the second answer");
  const { total } = await house.quota().usage();
  expect(total).toEqual({ inputTokens: 200, outputTokens: 20, costUsd: 0.04, entries: 2 });
});

test("what a crash cut off is booked from the session's own record, and named so", async () => {
  await using house = await createHouse();
  house.agent.respond(async ({ host }) => {
    await host.emit(usage(0.02));
    return "Done.";
  });
  await house.chat.say("hello", { from: "ann" });
  await until(() => house.chat.sent.length === 1, "the answer");
  await house.clock.advance(1_200);
  await until(async () => (await house.sessions().list()).length === 1);
  await house.crash();
  await until(async () => (await house.quota().usage()).total.costUsd > 0, "the gap");
  const [entry] = await house.quota().entries();
  expect(entry).toMatchObject({ cause: "message, cut off", costUsd: 0.02, inputTokens: 100, outputTokens: 10, conversation: "scripted-chat:main" });
});
