import type { SessionRecord } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { planPruning } from "../src/plan-pruning.ts";
import { find } from "../src/session-index.ts";

const day = 24 * 60 * 60_000;
const now = 1_000 * day;

const entry = (id: string, state: SessionRecord["state"], daysAgo: number, more: Partial<SessionRecord> = {}): SessionRecord => ({
  id,
  key: `chat/${id}`,
  state,
  createdAt: now - daysAgo * day,
  usedAt: now - daysAgo * day,
  driver: "scripted",
  cwd: "/project",
  turns: 1,
  inputTokens: 1,
  outputTokens: 1,
  costUsd: 0,
  purpose: "person",
  calls: 1,
  workedMs: 1,
  ...more,
});

test.each([
  ["ended sessions go after their days", { keepDays: 30, keepRecords: 100 }, ["old", "older"]],
  ["the ones that ended first go when there are too many", { keepDays: 365, keepRecords: 5 }, ["older"]],
  ["the past of a conversation stays, however old and however many there are", { keepDays: 0, keepRecords: 0 }, ["fresh", "old", "older"]],
  ["nothing goes before its time", { keepDays: 200, keepRecords: 100 }, []],
])("%s", (_name, policy, gone) => {
  const entries = [
    entry("fresh", "stopped", 1),
    entry("old", "stopped", 31),
    entry("older", "stopped", 100),
    entry("parked", "parked", 400),
    entry("crashed", "failed", 400),
    entry("running", "stopped", 400, { process: { pid: 1, startedAt: 1, mark: "m" } }),
  ];
  expect([...planPruning(entries, policy, now)].sort()).toEqual(gone);
});

test("entries are found by the beginning of their keys, by state, and the latest used first", () => {
  const entries = [entry("a", "parked", 3), entry("b", "stopped", 1), entry("c", "parked", 2, { key: "job/c" }), entry("d", "parked", 4)];
  const ids = (filter: Parameters<typeof find>[1]) => find(entries, filter).map(({ id }) => id);
  expect(ids({})).toEqual(["b", "c", "a", "d"]);
  expect(ids({ keys: "chat/" })).toEqual(["b", "a", "d"]);
  expect(ids({ states: ["parked"], limit: 2 })).toEqual(["c", "a"]);
  expect(ids({ limit: 0 })).toEqual([]);
});
