import { expect, test } from "vitest";
import { delegationRow, exitCodeOf } from "../src/describe-delegation.ts";
import { readLimits } from "../src/read-flags.ts";

const none = { "max-cost": undefined, "max-turns": undefined, "max-duration": undefined, protect: [] };

test.each([
  [{ "max-cost": "0.50" }, { maxCostUsd: 0.5 }],
  [{ "max-cost": "$2" }, { maxCostUsd: 2 }],
  [{ "max-turns": 7 }, { maxTurns: 7 }],
  [{ "max-duration": "90" }, { maxDurationMs: 90_000 }],
  [{ "max-duration": "1.5m" }, { maxDurationMs: 90_000 }],
  [{ "max-duration": "2h" }, { maxDurationMs: 7_200_000 }],
  [{ protect: ["a", "b"] }, { protectedPaths: ["a", "b"] }],
  [{}, {}],
])("%j asks for %j", (flags, limits) => {
  expect(readLimits({ ...none, ...flags })).toEqual(limits);
});

test.each([
  [{ "max-cost": "free" }],
  [{ "max-cost": "-1" }],
  [{ "max-cost": "" }],
  [{ "max-turns": 0 }],
  [{ "max-duration": "soon" }],
  [{ "max-duration": "10ms" }],
])("%j is refused", (flags) => {
  expect(() => readLimits({ ...none, ...flags })).toThrow(/--max-/);
});

test("a script tells a question from a failure", () => {
  const code = (status: string) => exitCodeOf({ result: { status } } as never);
  expect(["completed", "needs_input", "failed", "aborted", "cost_exceeded"].map(code)).toEqual([0, 4, 1, 1, 1]);
});

test("a list tells small amounts, too", () => {
  const row = (cost: number) =>
    delegationRow({ name: "a", preset: "edit", state: "ended", task: "Count\nall.", result: { status: "completed", cost } } as never);
  expect(row(0)).toEqual({ name: "a", status: "completed", preset: "edit", cost: "0.00 USD", task: "Count all." });
  expect([0.7, 0.0034].map((cost) => row(cost).cost)).toEqual(["0.70 USD", "0.0034 USD"]);
});
