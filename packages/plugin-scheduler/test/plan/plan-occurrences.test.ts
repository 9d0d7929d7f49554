import { expect, test } from "vitest";
import { countWork } from "../../../../tests/work-done.ts";
import { jitterOf } from "../../src/plan/jitter.ts";
import { planFor } from "../../src/plan/plan-for.ts";
import { type OccurrenceQuestion, planOccurrences } from "../../src/plan/plan-occurrences.ts";
import { createZones } from "../../src/plan/zones.ts";

const zones = createZones();
const hourly = planFor({ kind: "every", ms: 3_600_000 }, "UTC", zones);
const secondly = planFor({ kind: "cron", expression: "* * * * * *" }, "Europe/Prague", zones);
const at = (time: string) => Date.parse(`2026-06-01T${time}Z`);

const ask = (question: Partial<OccurrenceQuestion>) =>
  planOccurrences({ plan: hourly, cursor: at("08:30"), now: at("12:30"), missed: "once", jitterMs: 0, slug: "tidy", ...question });

const told = (question: Partial<OccurrenceQuestion>) =>
  ask(question).occurrences.map(({ dueAt, cause, run, skip }) => `${new Date(dueAt).toISOString().slice(11, 19)} ${cause} ${run ? "runs" : skip}`);

test.each([
  ["nothing is due", { now: at("08:59:59") }, []],
  ["at its time", { now: at("09:00") }, ["09:00:00 schedule runs"]],
  ["a minute late is on time", { now: at("09:01") }, ["09:00:00 schedule runs"]],
  ["more is missed", { now: at("09:01:01") }, ["09:00:00 missed runs"]],
  ["once: the latest runs", {}, ["09:00:00 missed missed", "10:00:00 missed missed", "11:00:00 missed missed", "12:00:00 missed runs"]],
  ["once: the one on time is the latest", { now: at("10:00:30") }, ["09:00:00 missed missed", "10:00:00 schedule runs"]],
  ["skip: none", { missed: "skip" as const, now: at("10:30") }, ["09:00:00 missed missed", "10:00:00 missed missed"]],
  ["skip: what is on time runs", { missed: "skip" as const, now: at("10:00:30") }, ["09:00:00 missed missed", "10:00:00 schedule runs"]],
  ["all: each", { missed: "all" as const, now: at("10:30") }, ["09:00:00 missed runs", "10:00:00 missed runs"]],
  ["the clock was set back", { cursor: at("10:00"), now: at("09:30") }, []],
] satisfies [string, Partial<OccurrenceQuestion>, string[]][])("%s", (_, question, expected) => {
  expect(told(question)).toEqual(expected);
});

test("the cursor moves to what was settled, and no further", () => {
  expect(ask({ now: at("08:45") })).toEqual({ occurrences: [], cursor: at("08:30"), wakeAt: at("09:00") });
  expect(ask({ now: at("10:00:30") })).toMatchObject({ cursor: at("10:00"), wakeAt: at("11:00") });
});

test("after its one moment a job never wakes again", () => {
  const once = planFor({ kind: "at", at: at("09:00") }, "UTC", zones);
  expect(ask({ plan: once, now: at("09:00") })).toEqual({ occurrences: [{ dueAt: at("09:00"), cause: "schedule", run: true }], cursor: at("09:00") });
});

test("what is older than the newest hundred is one record, and a year of seconds takes no time", () => {
  const now = Date.UTC(2026, 11, 1, 12);
  const cursor = Date.UTC(2025, 11, 1, 12) - 1;
  const worked = countWork();
  const { occurrences, cursor: settled } = ask({ plan: secondly, cursor, now, missed: "all", lateAfterMs: 9_000 });
  expect(worked()).toBeLessThan(1_000);
  expect(occurrences).toHaveLength(101);
  expect(occurrences[0]).toEqual({
    dueAt: now - 100_000,
    cause: "missed",
    run: false,
    skip: "missed",
    covers: { count: 365 * 86_400 - 99, from: cursor + 1 },
  });
  expect(occurrences[1]).toEqual({ dueAt: now - 99_000, cause: "missed", run: true });
  expect(occurrences.at(-1)).toEqual({ dueAt: now, cause: "schedule", run: true });
  expect(settled).toBe(now);
});

test("jitter is the same for the same occurrence, spread over its range, and delays", () => {
  const dues = Array.from({ length: 1_000 }, (_, index) => at("09:00") + index * 3_600_000);
  const delays = dues.map((due) => jitterOf("tidy", due, 600_000));
  expect(delays).toEqual(dues.map((due) => jitterOf("tidy", due, 600_000)));
  expect(Math.min(...delays)).toBeLessThan(10_000);
  expect(Math.max(...delays)).toBeGreaterThan(590_000);
  expect(delays.reduce((sum, delay) => sum + delay, 0) / 1_000).toBeCloseTo(300_000, -5);
  expect(jitterOf("other", at("09:00"), 600_000)).not.toBe(delays[0]);
  expect(jitterOf("tidy", at("09:00"), 0)).toBe(0);

  const delay = delays[0] as number;
  expect(ask({ now: at("09:00") + delay - 1, jitterMs: 600_000 })).toEqual({ occurrences: [], cursor: at("08:30"), wakeAt: at("09:00") + delay });
  expect(told({ now: at("09:00") + delay, jitterMs: 600_000 })).toEqual(["09:00:00 schedule runs"]);
});

test("jitter longer than the period lets none overtake another, and loses none", () => {
  const plan = planFor({ kind: "every", ms: 1_000 }, "UTC", zones);
  const seen: number[] = [];
  let cursor = at("09:00");
  let now = at("09:00");
  while (now < at("09:10")) {
    const answer = ask({ plan, cursor, now, jitterMs: 20_000, missed: "all" });
    for (const { dueAt } of answer.occurrences) {
      expect(dueAt + jitterOf("tidy", dueAt, 20_000)).toBeLessThanOrEqual(now);
      seen.push(dueAt);
    }
    expect(answer.wakeAt).toBeGreaterThan(now);
    ({ cursor } = answer);
    now = answer.wakeAt as number;
  }
  expect(seen).toEqual(seen.map((_, index) => at("09:00:01") + index * 1_000));
  expect(seen.length).toBeGreaterThan(560);
});

test("what waits for the jitter of an earlier occurrence is not missed", () => {
  const plan = planFor({ kind: "every", ms: 60_000 }, "UTC");
  let cursor = 0;
  let wake: number | undefined = 0;
  const seen: Record<string, number> = {};
  for (let round = 0; round < 500 && wake !== undefined; round++) {
    const answer = planOccurrences({ plan, cursor, now: wake, missed: "skip", jitterMs: 600_000, slug: "shaky" });
    for (const one of answer.occurrences) seen[`${one.cause} ${one.run}`] = (seen[`${one.cause} ${one.run}`] ?? 0) + 1;
    cursor = answer.cursor;
    wake = answer.wakeAt;
  }
  expect(Object.keys(seen)).toEqual(["schedule true"]);
});
