import type { ToolCall } from "@instar/kernel";
import type { HouseEvent, SessionEvent, SessionLimits, SessionRecord } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { describe, expect, test } from "vitest";
import type { Agent } from "./fixtures/driver.ts";
import { createHouse } from "./fixtures/house.ts";

const minute = 60_000;
const call = { id: "c1", tool: "Bash", input: {}, action: { kind: "other" }, session: { id: "s", driver: "scripted" } } as unknown as ToolCall;
const answer = (more: Partial<SessionEvent & { type: "usage" }> = {}): SessionEvent => ({ type: "usage", inputTokens: 10, outputTokens: 1, ...more });

/** A session under limits that works on its first turn. */
async function runaway(limits: SessionLimits) {
  const events: HouseEvent[] = [];
  const house = await createHouse({ events: { record: (event) => void events.push(event) } });
  await house.ask("run", "Go on for ever.", { limits, purpose: "agent" });
  const agent = house.driver.agents[0] as Agent;
  const ends: { readonly outcome: string; readonly record: SessionRecord | undefined }[] = [];
  house.sessions.listen(async (_session, key, event) => {
    if (event.type !== "turn-end") return;
    // As another process would find it after a crash at this very moment.
    const { sessions } = await createHouse({ store: house.store, start: false });
    ends.push({ outcome: event.outcome, record: await sessions.record(key) });
  });
  return { ...house, agent, ends, events };
}

describe("a runaway is stopped in the middle of its first turn", () => {
  test.each<[keyof SessionLimits, SessionLimits, (house: Awaited<ReturnType<typeof runaway>>) => Promise<void>]>([
    ["costUsd", { costUsd: 0.5 }, ({ agent }) => agent.emit(answer({ costUsd: 0.6 }))],
    [
      "calls",
      { calls: 2 },
      async ({ agent }) => {
        for (let count = 0; count < 3; count++) await agent.emit(answer());
      },
    ],
    ["workMs", { workMs: 5 * minute }, ({ clock }) => clock.advance(5 * minute)],
    ["ageMs", { ageMs: 10 * minute }, ({ clock }) => clock.advance(12 * minute)],
  ])("by %s", async (limit, limits, exceed) => {
    const house = await runaway(limits);
    await exceed(house);
    await settle(20);
    expect(house.agent.interrupts).toHaveLength(1);
    expect(house.ends).toMatchObject([{ outcome: "interrupted", record: { over: { limit } } }]);
    expect(await house.agent.host.decide(call)).toMatchObject({ allow: false, reason: expect.stringMatching(/./) });
    const over = (await house.sessions.record("run"))?.over;
    await expect(house.sessions.open("run")).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT", message: expect.stringContaining(over?.text ?? "-") });
    expect(house.events.filter(({ type }) => type === "session.over-limit")).toMatchObject([{ data: { limit } }]);
  });

  test("and not a moment earlier", async () => {
    const { agent, clock } = await runaway({ costUsd: 0.5, calls: 2, workMs: 5 * minute, ageMs: 10 * minute });
    await agent.emit(answer({ costUsd: 0.49 }));
    await clock.advance(5 * minute - 1);
    expect(agent.interrupts).toEqual([]);
    expect(await agent.host.decide(call)).toMatchObject({ allow: true });
  });
});

test("a last answer that fits exactly is heard to its end, but it begins nothing more", async () => {
  const { agent, sessions, ends } = await runaway({ calls: 2 });
  await agent.emit(answer());
  expect(await agent.host.decide(call)).toMatchObject({ allow: true });
  await agent.emit(answer());
  expect(agent.interrupts).toEqual([]);
  await agent.answer();
  expect(ends).toMatchObject([{ outcome: "done" }]);
  expect(await sessions.record("run")).not.toHaveProperty("over");
  await expect(sessions.find("run")?.send({ id: "more", text: "More" })).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT" });
  expect(agent.inputs).toHaveLength(1);
});

test("a tool after the last answer is denied with the limit, and the turn is interrupted", async () => {
  const { agent } = await runaway({ calls: 1 });
  await agent.emit(answer());
  expect(await agent.host.decide(call)).toMatchObject({ allow: false, by: "sessions", reason: expect.stringContaining("1 time of the 1") });
  await settle();
  expect(agent.interrupts).toHaveLength(1);
});

test("a limit that passes while the gates are asked denies the tool that they would allow", async () => {
  const { agent, clock, lifecycle } = await runaway({ workMs: minute });
  let allow = () => {};
  lifecycle.decide = () => new Promise((resolve) => (allow = () => resolve({ allow: true, advice: [] })));
  const decision = agent.host.decide(call);
  await settle();
  await clock.advance(minute);
  allow();
  expect(await decision).toMatchObject({ allow: false, by: "sessions" });
});

test("a correction counts no answer and may take back an estimate", async () => {
  const { agent, sessions } = await runaway({ costUsd: 1, calls: 3 });
  await agent.emit(answer({ costUsd: 0.9 }));
  await agent.emit(answer({ costUsd: -0.4, inputTokens: -5, outputTokens: 0, calls: 0 }));
  await agent.emit(answer({ costUsd: 0.4 }));
  const record = await sessions.record("run");
  expect(record).toMatchObject({ calls: 2, inputTokens: 15, outputTokens: 2 });
  expect(record?.costUsd).toBeCloseTo(0.9);
  expect(agent.interrupts).toEqual([]);
});

test("a turn that does not end when interrupted has its processes ended after ten seconds", async () => {
  const { agent, driver, sessions, clock } = await runaway({ calls: 0.5 });
  driver.beforeInterrupt = () => new Promise(() => {});
  await agent.emit(answer());
  await clock.advance(9_000);
  expect(driver.running()).toBe(1);
  await clock.advance(1_000);
  expect(driver.running()).toBe(0);
  expect(await sessions.record("run")).toMatchObject({ state: "failed", over: { limit: "calls" }, exit: { text: expect.stringContaining("did not stop") } });
});

test("an agent that can't be interrupted has its processes ended at once", async () => {
  const { agent, driver } = await runaway({ calls: 0.5 });
  driver.beforeInterrupt = async () => {
    throw new Error("There is no such thing.");
  };
  await agent.emit(answer());
  await settle(20);
  expect(driver.running()).toBe(0);
});

test("inputs that waited behind the interrupted turn are interrupted as well", async () => {
  const { agent, sessions } = await runaway({ calls: 1 });
  await sessions.find("run")?.send({ id: "second", text: "And then this." });
  await agent.emit(answer());
  await agent.emit(answer());
  await settle(20);
  expect(agent.interrupts).toHaveLength(2);
  expect(sessions.find("run")?.phase).toBe("idle");
});

test("what an agent begins by itself while over its limit is interrupted, too", async () => {
  const { agent } = await runaway({ calls: 1 });
  await agent.emit(answer());
  await agent.emit(answer());
  await settle(20);
  await agent.emit({ type: "text", delta: "A task in the background has ended." });
  await settle(20);
  expect(agent.interrupts).toHaveLength(2);
});

test("an agent that goes on in the background after its turn, beyond a limit, has its processes ended, and may go on when the limit is raised", async () => {
  const { agent, driver, sessions } = await runaway({ costUsd: 1 });
  await agent.emit(answer({ costUsd: 0.5 }));
  await agent.answer();
  await agent.emit(answer({ costUsd: 0.4 }));
  await settle(20);
  expect(driver.running()).toBe(1);
  await agent.emit(answer({ costUsd: 0.4 }));
  await agent.emit(answer({ costUsd: -0.1, calls: 0 }));
  await settle(20);
  expect(driver.running()).toBe(0);
  expect(await sessions.record("run")).toMatchObject({ state: "parked", over: { limit: "costUsd" } });
  await sessions.amend("run", { limits: { costUsd: 5 } });
  await sessions.open("run");
  expect(driver.running()).toBe(1);
});

test("limits count over parking, resuming and a crash of the house", async () => {
  const { agent, sessions, clock, store } = await runaway({ costUsd: 1, calls: 4, workMs: 10 * minute });
  await agent.emit(answer({ costUsd: 0.4 }));
  await clock.advance(4 * minute);
  await agent.answer();
  await sessions.park("run", "For the test.");
  expect(await sessions.record("run")).toMatchObject({ costUsd: 0.4, calls: 1, workedMs: 4 * minute });
  await clock.advance(60 * minute);

  const session = await sessions.open("run");
  await session.send({ id: "second", text: "Go on." });
  await clock.advance(3 * minute + 30_000);
  const next = await createHouse({ store, now: clock.now() + minute }); // the former was killed in the middle of its turn
  const known = await next.sessions.record("run");
  expect(known).toMatchObject({ costUsd: 0.4, calls: 1, limits: { costUsd: 1, calls: 4, workMs: 10 * minute } });
  expect(known?.workedMs).toBeGreaterThanOrEqual(7 * minute + 29_000);

  await (await next.sessions.open("run")).send({ id: "third", text: "Go on." });
  const agentAfter = next.driver.agents[0] as Agent;
  await next.clock.advance(2 * minute);
  expect(agentAfter.interrupts).toEqual([]);
  await next.clock.advance(31_000);
  expect(agentAfter.interrupts).toHaveLength(1);
  expect((await next.sessions.record("run"))?.over).toMatchObject({ limit: "workMs" });
});

test("what was spent before a crash is refused after it, also when nobody had noted that it is over", async () => {
  const { agent, clock, store } = await runaway({ calls: 1 });
  await agent.emit(answer());
  await clock.advance(1_000);
  const next = await createHouse({ store });
  await expect(next.sessions.open("run")).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT", hint: expect.stringContaining("Raise `calls`") });
  expect((await next.sessions.record("run"))?.over).toMatchObject({ limit: "calls" });
  expect(next.driver.agents).toEqual([]);
});

describe("raising the limit", () => {
  test("lets a living session go on in the same process, and the other limits stay", async () => {
    const { agent, sessions, driver } = await runaway({ calls: 1, costUsd: 5 });
    await agent.emit(answer());
    await agent.emit(answer());
    await settle(20);
    expect(await sessions.amend("run", { limits: { calls: 1.5 } })).toHaveProperty("over");
    const record = await sessions.amend("run", { limits: { calls: 10 } });
    expect(record).not.toHaveProperty("over");
    expect(record.limits).toEqual({ calls: 10, costUsd: 5 });
    await sessions.find("run")?.send({ id: "more", text: "More" });
    expect(await agent.host.decide(call)).toMatchObject({ allow: true });
    expect(driver.agents).toHaveLength(1);
  });

  test("lets a parked session go on, by a change or with its opening", async () => {
    const { agent, sessions } = await runaway({ calls: 1 });
    await agent.emit(answer());
    await agent.emit(answer());
    await settle(20);
    await sessions.park("run", "For the test.");
    await expect(sessions.open("run", { limits: { costUsd: 1 } })).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT" });
    expect(await sessions.amend("run", { limits: { calls: 2.5 } })).not.toHaveProperty("over");
    const session = await sessions.open("run", { limits: { calls: 3 } });
    await session.send({ id: "more", text: "More" });
    expect((await sessions.record("run"))?.limits).toEqual({ calls: 3 });
  });

  test("to what is no amount is refused", async () => {
    const { sessions } = await runaway({ calls: 1 });
    for (const calls of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      await expect(sessions.amend("run", { limits: { calls } })).rejects.toMatchObject({ code: "SESSIONS_BAD_LIMIT" });
    }
  });
});

describe("age", () => {
  test("ends an idle session once its limit and the buffer have passed", async () => {
    const { agent, sessions, driver, clock } = await runaway({ ageMs: 10 * minute });
    await agent.answer();
    await clock.advance(12 * minute - 1);
    expect(driver.running()).toBe(1);
    await clock.advance(1);
    expect(driver.running()).toBe(0);
    expect(await sessions.record("run")).toMatchObject({ state: "failed", over: { limit: "ageMs" }, exit: { text: expect.stringContaining("12 min") } });
  });

  test("ends a working one after its turn was interrupted", async () => {
    const { agent, sessions, driver, clock, ends } = await runaway({ ageMs: 10 * minute });
    await clock.advance(12 * minute);
    await settle(20);
    expect(agent.interrupts).toHaveLength(1);
    expect(ends).toMatchObject([{ outcome: "interrupted" }]);
    expect(driver.running()).toBe(0);
    expect(await sessions.record("run")).toMatchObject({ state: "failed" });
  });

  test("keeps a parked one from being opened", async () => {
    const { agent, sessions, clock } = await runaway({ ageMs: 10 * minute });
    await agent.answer();
    await sessions.park("run", "For the test.");
    await clock.advance(60 * minute);
    await expect(sessions.open("run")).rejects.toMatchObject({ code: "SESSIONS_OVER_LIMIT" });
    expect(await sessions.record("run")).toMatchObject({ state: "failed", over: { limit: "ageMs" } });
  });
});

test("the time that the machine slept is not work", async () => {
  const { agent, clock, sessions } = await runaway({ workMs: 10 * minute });
  await clock.advance(minute);
  await clock.jump({ hours: 8 });
  expect(agent.interrupts).toEqual([]);
  expect((await sessions.record("run"))?.workedMs).toBeLessThan(2 * minute);
});

test("a full disk does not keep a runaway from being stopped", async () => {
  const house = await createHouse();
  const store = { ...house.store };
  const next = await createHouse({ store });
  await next.ask("run", "Go", { limits: { calls: 1 } });
  store.commit = () => Promise.reject(new Error("No space left on device."));
  const agent = next.driver.agents[0] as Agent;
  await agent.emit(answer());
  await agent.emit(answer());
  await settle(20);
  expect(agent.interrupts).toHaveLength(1);
  expect(await agent.host.decide(call)).toMatchObject({ allow: false });
});
