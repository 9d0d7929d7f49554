import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { openBatchProgress } from "../src/batch-progress.ts";

const entry = { index: 0, request: { name: "a", prompt: "go" } };
const turn = {
  id: "1",
  name: "a",
  state: "running",
  prompt: "go",
  at: 0,
  durationMs: 0,
  costUsd: 0,
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  tools: [],
} as const;
const result = { index: 0, session: "a", status: "done", costUsd: 0.02, durationMs: 61_500, calls: 1, inputTokens: 1, outputTokens: 1, tools: [] } as const;

function record(isTTY: boolean) {
  const written: string[] = [];
  const clock = createManualClock();
  const progress = openBatchProgress(2, clock, { isTTY, columns: 40, rows: 10, write: (text) => written.push(text) });
  return { written, clock, progress };
}

test("where nobody looks on there is a line for each beginning and each end", () => {
  const { written, progress } = record(false);
  progress.began(entry, turn);
  progress.did(entry, "thinking");
  progress.ended(entry, { ...result, status: "failed", error: "It broke\u001b[2J\nbadly." });
  progress[Symbol.dispose]();
  expect(written).toEqual(["a: began\n", "[1/2] a: failed (1 min 2 s, 0.02 USD): It broke\\u001b[2J badly.\n"]);
});

test("on a terminal a line tells what each one does, and leaves no trace but its end", async () => {
  const { written, clock, progress } = record(true);
  progress.began(entry, turn);
  await clock.advance(0);
  progress.did(entry, "first\nreading a file whose name is really very long");
  await clock.advance(1_000);
  expect(written.at(-1)).toBe("\u001b[1A\u001b[0J  a  1.0 s  reading a file whose name i\n");
  progress.ended(entry, result);
  progress[Symbol.dispose]();
  expect(written.slice(-2).join("")).toBe("\u001b[1A\u001b[0J[1/2] a: done (1 min 2 s, 0.02 USD)\n");
});
