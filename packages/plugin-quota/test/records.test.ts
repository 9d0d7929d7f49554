import type { RecordedUse, SessionEvent, UsageRecords } from "@instar/kernel/contracts";
import { createScriptedAgent, until } from "@instar/testing";
import { expect, test } from "vitest";
import { planMissing } from "../src/records/plan-missing.ts";
import { createHouse, usage } from "./house.ts";

/** What a runtime wrote down; the test is the one that writes. */
function createDiary() {
  const uses: RecordedUse[] = [];
  const state = { reads: 0, diesAfter: Number.POSITIVE_INFINITY };
  const records: UsageRecords = {
    threadOf: ({ data }) => (typeof data === "string" ? data : undefined),
    async *read(since) {
      state.reads += 1;
      let told = 0;
      for (const use of uses) {
        if (use.at < since) continue;
        if (told++ >= state.diesAfter) throw new Error("The process was killed.");
        yield use;
      }
    },
  };
  return { uses, state, records };
}

const minute = 60_000;

async function createRecordedHouse(quota: object = {}) {
  const diary = createDiary();
  const agent = createScriptedAgent({ id: "recorded", usage: diary.records });
  const house = await createHouse({ now: "2026-11-21T12:00:00Z", plugins: [agent.plugin], quota: quota as never });
  const write = (use: Partial<RecordedUse> & Pick<RecordedUse, "id" | "thread">) =>
    void diary.uses.push({
      at: house.clock.now(),
      inputTokens: 100,
      outputTokens: 10,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      cwd: house.project,
      model: "opus",
      ...use,
    });
  /** A turn in which the model answers with these figures, some of them told and all of them written down. */
  async function work(key: string, answers: readonly { readonly id: string; readonly told?: boolean; readonly input?: number }[]): Promise<string> {
    let thread = "";
    agent.respond(async ({ session, host }) => {
      thread = session.ref.id;
      for (const { id, told = true, input = 100 } of answers) {
        write({ id, thread, inputTokens: input });
        if (told) await host.emit(usage(input / 1_000, input) as SessionEvent);
      }
      return "done";
    });
    const session = await house.sessions().open(key, { driver: "recorded" });
    await session.send({ id: `${key}-${diary.uses.length}`, text: "go" });
    await until(async () => (await house.sessions().record(key))?.state === "idle" && thread !== "");
    return thread;
  }
  return { house, diary, agent, write, work, entries: () => house.quota().entries({ where: { source: "records" } }) };
}

test("what a session told is not booked again, and what nobody told is, with the session's name and price, once", async () => {
  const { house, work, entries } = await createRecordedHouse();
  await using _ = house;
  await work("desk", [{ id: "a" }, { id: "b", told: false, input: 300 }]);
  // It may still tell: then it would be counted twice.
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  await house.clock.advance(11 * minute);
  expect(await house.quota().rescan()).toMatchObject({ found: 1 });
  const { id } = (await house.sessions().record("desk")) ?? {};
  // As dear as what it told: 0.1 dollars for 100 and 10 tokens.
  expect(await entries()).toMatchObject([{ session: id, cause: "session desk", driver: "recorded", model: "opus", inputTokens: 300, outputTokens: 10 }]);
  expect((await entries())[0]?.costUsd).toBeCloseTo(0.1 * (350 / 150), 6);
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  await house.clock.advance(60 * minute);
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  await work("desk", [{ id: "c" }]);
  await house.clock.advance(11 * minute);
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  expect((await house.quota().usage()).total).toMatchObject({ inputTokens: 500, outputTokens: 30 });
});

test("what a turn has not told yet is not booked for it, however long its tool takes", async () => {
  const { house, agent, write } = await createRecordedHouse();
  await using _ = house;
  let go = (): void => undefined;
  const tool = new Promise<void>((resolve) => {
    go = resolve;
  });
  agent.respond(async ({ session, host }) => {
    write({ id: "a", thread: session.ref.id });
    await tool;
    await host.emit(usage(0.1) as SessionEvent);
    return "done";
  });
  const session = await house.sessions().open("desk", { driver: "recorded" });
  await session.send({ id: "1", text: "go" });
  await until(async () => (await house.sessions().record("desk"))?.state === "working");
  await house.clock.advance(15 * minute);
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  go();
  await until(async () => (await house.sessions().record("desk"))?.state === "idle");
  await house.clock.advance(11 * minute);
  expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  expect((await house.quota().usage()).total).toMatchObject({ inputTokens: 100, outputTokens: 10 });
});

test("what a crash cut off is booked after the next start, by itself", async () => {
  const { house, work, entries } = await createRecordedHouse();
  await using _ = house;
  await work("desk", [{ id: "a" }, { id: "b", told: false }]);
  await house.clock.advance(5_000);
  await house.crash();
  await house.clock.advance(61_000);
  await until(async () => (await entries()).length === 1, "the entry of the records");
  expect(await entries()).toMatchObject([{ cause: "session desk", inputTokens: 100, outputTokens: 10 }]);
});

test("by hand in the agent's folder counts as outside the house, elsewhere it is not ours, and options change both", async () => {
  for (const [outside, found] of [
    [undefined, ["a", "b"]],
    ["all", ["a", "b", "c"]],
    ["none", []],
  ] as const) {
    const { house, write, entries } = await createRecordedHouse({ ...(outside && { outside }) });
    await using _ = house;
    write({ id: "a", thread: "hand" });
    write({ id: "b", thread: "hand", cwd: `${house.project}/below`, cacheReadTokens: 1_000 });
    write({ id: "c", thread: "other", cwd: `${house.project}-not` });
    // Held by this house before there was a ledger.
    write({ id: "d", thread: "former", own: true });
    await house.clock.advance(20_000);
    expect(await house.quota().rescan()).toMatchObject({ found: found.length });
    const booked = (await entries()).map(({ id, cause, inputTokens, costUsd }) => ({ id: id.split(":").at(-1), cause, inputTokens, costUsd }));
    expect(booked.map(({ id }) => id).sort()).toEqual(found);
    if (found.length > 0) expect(booked).toContainEqual({ id: "b", cause: "outside the house", inputTokens: 1_100, costUsd: 0 });
    // Its process ended, and what it cost is known.
    write({ id: "hand#1:opus", thread: "hand", closing: true, inputTokens: 50, outputTokens: 0, costUsd: 0.5 });
    expect(await house.quota().rescan()).toMatchObject({ found: found.length === 0 ? 0 : 1 });
    expect((await house.quota().usage()).total.costUsd).toBe(found.length === 0 ? 0 : 0.5);
    expect(await house.quota().rescan()).toMatchObject({ found: 0 });
  }
});

test("a look that is killed in the middle, a record that grows, shrinks and vanishes: each use is counted once and nothing is taken back", async () => {
  const { house, diary, write, entries } = await createRecordedHouse();
  await using _ = house;
  for (let index = 0; index < 450; index++) write({ id: `m${index}`, thread: "hand" });
  await house.clock.advance(20_000);
  diary.state.diesAfter = 420;
  await expect(house.quota().rescan()).rejects.toThrow("killed");
  diary.state.diesAfter = Number.POSITIVE_INFINITY;
  const total = async () => (await house.quota().usage({ where: { source: "records" } })).total.entries;
  expect(await total()).toBe(400);
  expect(await house.quota().rescan()).toMatchObject({ found: 50 });
  expect(await total()).toBe(450);
  write({ id: "late", thread: "hand" });
  await house.clock.advance(20_000);
  expect(await house.quota().rescan()).toMatchObject({ found: 1 });
  diary.uses.splice(0, 451);
  expect(await house.quota().rescan()).toMatchObject({ read: 0, found: 0 });
  expect(await total()).toBe(451);
  expect((await entries()).length).toBe(50);
});

test("a session that was begun anew is still known by its former records", async () => {
  const { house, write, work, entries } = await createRecordedHouse();
  await using _ = house;
  const thread = await work("desk", [{ id: "a" }]);
  await house.sessions().end("desk", "anew");
  await work("desk", [{ id: "b" }]);
  write({ id: "c", thread });
  await house.clock.advance(30_000);
  expect(await house.quota().rescan()).toMatchObject({ found: 1 });
  expect(await entries()).toMatchObject([{ session: thread, cause: "session desk" }]);
});

test.each([
  ["nothing is missing", { inputTokens: 10, outputTokens: 1 }, { inputTokens: 10, outputTokens: 1 }, undefined],
  ["more was told than recorded", { inputTokens: 10, outputTokens: 1 }, { inputTokens: 90, outputTokens: 9 }, undefined],
  ["one figure alone is missing", { inputTokens: 10, outputTokens: 9 }, { inputTokens: 90, outputTokens: 1 }, { inputTokens: 0, outputTokens: 8 }],
])("%s", (_, recorded, told, missing) => {
  const free = { costUsd: 0 };
  const planned = planMissing({ ...recorded, ...free }, { ...told, ...free }, { inputTokens: 0, outputTokens: 0, costUsd: 0 });
  expect(planned).toEqual(missing === undefined ? undefined : { ...missing, costUsd: 0 });
});
