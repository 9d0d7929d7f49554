import { createManualClock, type ManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createHouse } from "./house.ts";

const minute = 60_000;
const hour = 60 * minute;

/** A machine whose wall clock can be moved without its timers, as by a sleep or by hand. */
function createMovedClock() {
  const timers = createManualClock("2026-03-10T12:00:00Z");
  let movedMs = 0;
  const clock: ManualClock = {
    ...timers,
    now: () => timers.now() + movedMs,
    get pending() {
      return timers.pending;
    },
  };
  return {
    clock,
    move(ms: number) {
      movedMs += ms;
    },
  };
}

test("a digest that fell due while the machine slept is said soon after it wakes", async () => {
  const { clock, move } = createMovedClock();
  await using house = await createHouse({}, clock);
  await house.notices.notify({ key: "update", level: "info", title: "A new version is there", text: "" });
  await house.pass(hour);
  move(20 * hour);
  await house.pass(5 * minute);
  expect(await house.told()).toEqual([expect.stringContaining("A new version is there")]);
});

test("a clock that is set back does not keep what is urgent from being said again", async () => {
  const { clock, move } = createMovedClock();
  await using house = await createHouse({}, clock);
  const urgent = () => house.notices.notify({ key: "disk", level: "urgent", title: "The disk is full", text: "" });
  await urgent();
  await house.pass(minute);
  move(-48 * hour);
  await urgent();
  await house.pass(2 * hour);
  expect(await house.told()).toHaveLength(2);
});

test("a clock that is set back does not keep attention waiting", async () => {
  const { clock, move } = createMovedClock();
  await using house = await createHouse({}, clock);
  await house.notices.notify({ key: "login", level: "attention", title: "Log in again", text: "" });
  await house.pass(1);
  move(-48 * hour);
  await house.pass(hour);
  expect(await house.told()).toHaveLength(1);
});
