import type { SessionEvent } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createActivity } from "../src/activity.ts";

const turnEnd = (...inputs: string[]): SessionEvent => ({ type: "turn-end", inputs, outcome: "done", text: "" });

test("folded inputs end with their shared answer", () => {
  const activity = createActivity(true);
  activity.sent("1");
  activity.sent("2");
  activity.saw(turnEnd("1", "2"));
  expect(activity.busy).toBe(false);
});

test("a turn that the agent began by itself ends no input", () => {
  const activity = createActivity(true);
  activity.sent("1");
  activity.saw(turnEnd());
  expect(activity.busy).toBe(true);
});

test("without bound inputs a turn ends the oldest", () => {
  const activity = createActivity(false);
  activity.sent("1");
  activity.sent("2");
  activity.saw(turnEnd());
  expect(activity.busy).toBe(true);
  activity.saw(turnEnd());
  expect(activity.busy).toBe(false);
});

test("a compaction is work, and its end does not end the turn around it", () => {
  const activity = createActivity(true);
  activity.saw({ type: "compaction-start", trigger: "manual" });
  expect(activity.busy).toBe(true);
  activity.saw({ type: "compaction-end", trigger: "manual" });
  expect(activity.busy).toBe(false);
  activity.sent("1");
  activity.saw({ type: "compaction-start", trigger: "auto" });
  activity.saw({ type: "compaction-end", trigger: "auto" });
  expect(activity.busy).toBe(true);
});
