import { createManualClock, type ManualClock, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

test("a house that drains lets the running turn end, begins no other, and answers what came meanwhile after the next start, once", async () => {
  await using house = await createHouse({ agent: { steer: false } });
  await house.open();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  house.agent.respond(async ({ inputs }) => {
    if (inputs[0]?.text === "slow") await released;
    return inputs.map(({ text }) => text).join();
  });
  await house.chat.say("slow");
  await until(() => house.agent.inputs.length === 1);
  const drained = house.conversations().drain?.(10_000);
  await house.chat.say("late");
  await house.chat.say("elsewhere", { conversation: "b" });
  release();
  await until(() => house.chat.sent.length === 1);
  await house.clock.advance(100);
  expect(await drained).toEqual({ running: 0 });
  expect(house.agent.inputs).toHaveLength(1);
  expect((await house.conversations().inbox()).map(({ text, state }) => `${text} ${state}`)).toEqual(["elsewhere accepted", "late accepted", "slow answered"]);
  await house.reopen();
  await until(() => house.chat.sent.length === 3);
  expect(house.chat.sent.map(({ text }) => text).sort()).toEqual(["elsewhere", "late", "slow"]);
});

test("what still runs when the time is over is told, and left to the next start", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => new Promise(() => undefined));
  await house.chat.say("for ever");
  await until(() => house.agent.inputs.length === 1);
  const drained = house.conversations().drain?.(200);
  await house.clock.advance(250);
  expect(await drained).toEqual({ running: 1 });
});

test("a clock that is set back does not prolong the draining", async () => {
  const timers = createManualClock();
  let movedMs = 0;
  const clock = Object.defineProperty({ ...timers, now: () => timers.now() + movedMs }, "pending", { get: () => timers.pending }) as ManualClock;
  await using house = await createHouse();
  await house.open({ clock });
  house.agent.respond(() => new Promise(() => undefined));
  await house.chat.say("for ever");
  await until(() => house.agent.inputs.length === 1);
  const drained = house.conversations().drain?.(200);
  movedMs = -3_600_000;
  await timers.advance(250);
  expect(await Promise.race([drained, settle().then(() => "it drains on")])).toEqual({ running: 1 });
});
