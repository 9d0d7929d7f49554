import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createSpawnLimit } from "../src/spawn-limit.ts";

const owner = { kind: "owner" } as const;

test("who has come too often may come again a minute later", async () => {
  const clock = createManualClock();
  const limit = createSpawnLimit(clock, 2);
  expect([limit.take(owner), limit.take(owner), limit.take(owner)]).toEqual([0, 0, 60_000]);
  await clock.advance(60_000);
  expect(limit.take(owner)).toBe(0);
});

test("a clock that is set back keeps nobody out for longer than a minute", async () => {
  const clock = createManualClock();
  const limit = createSpawnLimit(clock, 2);
  limit.take(owner);
  limit.take(owner);
  await clock.jump({ hours: -3 });
  expect(limit.take(owner)).toBe(0);
});
