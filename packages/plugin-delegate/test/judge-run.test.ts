import { describe, expect, test } from "vitest";
import { isContinuable, judgeRun } from "../src/judge-run.ts";

const done = { state: "done", response: "All done." } as const;
const interrupted = { state: "interrupted" } as const;
const over = (limit: "costUsd" | "calls" | "workMs" | "ageMs") => ({ limit, text: `It passed its ${limit}.` });

describe("what a run came to", () => {
  test.each([
    ["an answer", { aborted: false, turn: done }, "completed", null],
    ["an answer that ends with a question", { aborted: false, turn: { state: "done", response: "I looked.\n\nNEEDS INPUT: Which one?" } }, "needs_input", null],
    ["a crash", { aborted: false, turn: { state: "failed", error: { kind: "crashed", text: "It died." } } }, "failed", "It died."],
    [
      "no login",
      { aborted: false, turn: { state: "failed", error: { kind: "not-logged-in", text: "Nobody is logged in.", hint: "Log in." } } },
      "failed",
      "Nobody is logged in. Log in.",
    ],
    ["a failure without words", { aborted: false, turn: { state: "failed" } }, "failed", "The agent failed without saying why."],
    ["a passed cost", { aborted: false, over: over("costUsd"), turn: interrupted }, "cost_exceeded", "It passed its costUsd."],
    ["passed turns", { aborted: false, over: over("calls"), turn: interrupted }, "turns_exceeded", "It passed its calls."],
    ["a passed duration", { aborted: false, over: over("workMs"), turn: interrupted }, "duration_exceeded", "It passed its workMs."],
    ["a limit passed with the last answer", { aborted: false, over: over("costUsd"), turn: done }, "cost_exceeded", "It passed its costUsd."],
    ["a protected path", { aborted: false, violation: "It wrote there.", turn: interrupted }, "protected_path", "It wrote there."],
    [
      "a protected path and a limit",
      { aborted: false, violation: "It wrote there.", over: over("calls"), turn: interrupted },
      "protected_path",
      "It wrote there.",
    ],
    ["an abort", { aborted: true, turn: { state: "failed" } }, "aborted", "It was aborted."],
    ["somebody's interrupt", { aborted: false, turn: interrupted }, "aborted", "It was interrupted."],
  ] as const)("%s", (_name, end, status, error) => {
    expect(judgeRun(end)).toEqual({ status, error });
  });

  test("only what used up a limit, or never began, can't go on as it is", () => {
    expect(["completed", "needs_input", "failed", "protected_path", "aborted"].every((status) => isContinuable(status as never, true))).toBe(true);
    expect(["cost_exceeded", "turns_exceeded", "duration_exceeded"].some((status) => isContinuable(status as never, true))).toBe(false);
    expect(isContinuable("failed", false)).toBe(false);
  });
});
