import { definePlugin, service } from "@instar/kernel";
import { Events, type HouseEvent, type Notice, Notices } from "@instar/kernel/contracts";
import { createTestKernel, settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { type FailureLimits, type FailureRecord, planPause } from "../src/daemon/failure-budget.ts";
import { keepFailureBudgets } from "../src/daemon/failure-budget-keeper.ts";

const limits: FailureLimits = { failures: 8, withinMs: 1_000, pauseMs: 10_000, longestPauseMs: 60_000, forgivenAfterMs: 100_000 };
const record = (change: Partial<FailureRecord> = {}): FailureRecord => ({ failedAt: [], pauses: 0, resumedAt: 0, carriesOthers: false, ...change });
const times = (count: number, from: number) => Array.from({ length: count }, (_, index) => from + index);

describe("the plan to pause a plugin", () => {
  const now = 50_000;
  test.each<[string, Partial<FailureRecord>, ReturnType<typeof planPause>]>([
    ["bears one failure less than the budget", { failedAt: times(7, now - 10) }, { do: "nothing" }],
    ["pauses when the budget is spent", { failedAt: times(8, now - 10) }, { do: "pause", forMs: 10_000, failures: 8, pauses: 1 }],
    ["forgets what was too long ago", { failedAt: [...times(4, now - 2_000), ...times(7, now - 10)] }, { do: "nothing" }],
    [
      "bears half as much after a pause, for twice as long",
      { failedAt: times(4, now - 10), pauses: 1 },
      { do: "pause", forMs: 20_000, failures: 4, pauses: 2 },
    ],
    ["counts nothing of before the pause", { failedAt: times(8, now - 10), pauses: 1, resumedAt: now - 5 }, { do: "nothing" }],
    [
      "pauses at the first failure in the end, for no longer than the longest pause",
      { failedAt: [now], pauses: 9 },
      { do: "pause", forMs: 60_000, failures: 1, pauses: 10 },
    ],
    ["only warns of a plugin that others stand on", { failedAt: times(8, now - 10), carriesOthers: true }, { do: "warn", failures: 8 }],
  ])("%s", (_, change, plan) => {
    expect(planPause(record(change), now, limits)).toEqual(plan);
  });
  test("pauses also after the clock was set back, and not for failures of a time to come", () => {
    expect(planPause(record({ failedAt: times(8, now - 10), pauses: 0, resumedAt: now + 90_000 }), now, limits)).toMatchObject({ do: "pause" });
    expect(planPause(record({ failedAt: [...times(7, now + 90_000), now] }), now, limits)).toEqual({ do: "nothing" });
  });
  test("begins afresh after a good while", () => {
    expect(planPause(record({ failedAt: times(4, 200_000), pauses: 3, resumedAt: 50_000 }), 200_010, limits)).toEqual({ do: "nothing" });
  });
});

describe("the keeper of the budgets", () => {
  const Rules = service<{ ok: true }>("rules");
  async function openHouse({ start = true }: { readonly start?: true | "set-up" } = {}) {
    const recorded: HouseEvent[] = [];
    const noticed: Notice[] = [];
    const events = definePlugin({
      api: 1,
      name: "events",
      provides: Events,
      setup: () => ({ record: (event) => void recorded.push(event), op: () => expect.fail(), list: async () => [], follow: () => expect.fail() }),
    });
    const notices = definePlugin({
      api: 1,
      name: "notices",
      provides: Notices,
      setup: () => ({ notify: async (notice) => void noticed.push(notice), attention: async () => [], change: async () => undefined }),
    });
    const faulty = definePlugin({ api: 1, name: "faulty", setup: () => undefined });
    const carrying = definePlugin({ api: 1, name: "carrying", provides: Rules, setup: () => ({ ok: true }) as const });
    const needing = definePlugin({ api: 1, name: "needing", needs: { rules: Rules }, setup: () => undefined });
    const kernel = await createTestKernel([events(), notices(), faulty(), carrying(), needing()], { start });
    keepFailureBudgets(kernel, { log: { debug() {}, info() {}, warn() {}, error() {} }, clock: kernel.clock, limits });
    const fail = async (plugin: string, count: number) => {
      for (let left = count; left > 0; left -= 1) await kernel.hooks.pluginError.promise({ plugin, error: new Error("The bridge is down.") });
      await settle();
    };
    const stateOf = (plugin: string) => kernel.describe().plugins.find(({ name }) => name === plugin)?.state;
    return { kernel, recorded, noticed, fail, stateOf, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() };
  }

  test("pauses a plugin that fails too often, tells the owner, and lets it go on with half the budget", async () => {
    await using house = await openHouse();
    await house.fail("faulty", 7);
    expect(house.stateOf("faulty")).toBe("up");
    await house.fail("faulty", 1);
    expect(house.kernel.describe().plugins[2]).toMatchObject({
      state: "paused",
      error: "It failed 8 times within 1 s. The last failure: The bridge is down.",
    });
    expect(house.noticed).toMatchObject([{ key: "plugin-paused:faulty", level: "attention", title: expect.stringContaining("faulty is paused") }]);
    await house.fail("faulty", 20);
    await house.kernel.clock.advance(9_999);
    expect(house.stateOf("faulty")).toBe("paused");
    await house.kernel.clock.advance(1);
    expect(house.stateOf("faulty")).toBe("up");
    await house.kernel.clock.advance(10);
    await house.fail("faulty", 4);
    expect(house.stateOf("faulty")).toBe("paused");
    await house.kernel.clock.advance(19_999);
    expect(house.stateOf("faulty")).toBe("paused");
    await house.kernel.clock.advance(1);
    expect(house.stateOf("faulty")).toBe("up");
    expect(house.recorded.map(({ type, about }) => [type, about.plugin])).toEqual([
      ["plugin.paused", "faulty"],
      ["plugin.resumed", "faulty"],
      ["plugin.paused", "faulty"],
      ["plugin.resumed", "faulty"],
    ]);
  });
  test("says once that a plugin fails which others stand on, and leaves it up", async () => {
    await using house = await openHouse();
    await house.fail("carrying", 20);
    expect(house.stateOf("carrying")).toBe("up");
    expect(house.noticed).toMatchObject([{ title: "The plugin carrying keeps failing.", text: expect.stringContaining("others need it") }]);
    expect(house.recorded.map(({ type }) => type)).toEqual(["plugin.failing"]);
  });
  test("pauses nobody before the house runs: what is passed over at the start would never begin", async () => {
    await using house = await openHouse({ start: "set-up" });
    await house.fail("faulty", 8);
    expect(house.stateOf("faulty")).toBe("up");
    await house.kernel.start();
    await house.fail("faulty", 8);
    expect(house.stateOf("faulty")).toBe("paused");
  });
  test("does not stumble over what belongs to no plugin", async () => {
    await using house = await openHouse();
    await house.fail("kernel", 50);
    expect(house.noticed).toEqual([]);
  });
});
