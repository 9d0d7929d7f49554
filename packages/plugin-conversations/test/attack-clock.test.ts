import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createIds } from "../src/message-id.ts";
import { wakeAt } from "../src/wake-at.ts";

test("ids go on behind those of a former run although the clock was set back", () => {
  const clock = createManualClock("2026-06-01T12:00:00Z");
  const before = createIds(clock);
  const former = [before.next(), before.next()];
  const after = createIds(createManualClock("2026-06-01T11:00:00Z"));
  after.startAfter(former[1] ?? "");
  const ids = [...former, after.next(), after.next()];
  expect(ids).toEqual([...ids].sort());
});

test("a long wait ends within a minute after a machine that slept has woken up", () => {
  let now = 0;
  const timers: { readonly ms: number; readonly run: () => void }[] = [];
  const clock = {
    now: () => now,
    after(ms: number, run: () => void) {
      timers.push({ ms, run });
      return { [Symbol.dispose]() {} };
    },
    sleep: () => Promise.resolve(),
  };
  let woken = 0;
  wakeAt(clock, 5 * 3_600_000, () => void woken++);
  now = 8 * 3_600_000; // asleep meanwhile: the timer still has to wait for its own minute
  expect(timers[0]?.ms).toBeLessThanOrEqual(60_000);
  timers[0]?.run();
  timers[1]?.run();
  expect(timers[1]?.ms).toBe(0);
  expect(woken).toBe(1);
});
