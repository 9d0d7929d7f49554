import { expect, test } from "vitest";
import { describeStart } from "../src/project/describe-start.ts";
import { describeStatus } from "../src/project/describe-status.ts";
import type { ProbedStatus } from "../src/project/probe-agent.ts";

const running = { running: true, phase: "running", pid: 1, version: "1.0.0", startedAt: 0, folder: "/agent" };
const channelsOf = (...channels: object[]) =>
  describeStatus({ ...running, channels } as unknown as ProbedStatus)
    .split("\n")
    .find((line) => line.startsWith("Channels:"));

test("a channel that works is named, and of any other it is said what is wrong and what helps", () => {
  expect(channelsOf({ id: "local", state: "open" }, { id: "slack", state: "failed", reason: "The token was revoked." })).toBe(
    "Channels:  local, slack (failed: The token was revoked.)",
  );
  expect(channelsOf({ id: "telegram", state: "open", deserted: true, reason: "Nobody may speak there yet." })).toBe(
    "Channels:  telegram (open: Nobody may speak there yet.)",
  );
});

test("of a plugin that is not up it is said why, and what helps, by the status and after a start", () => {
  const failed = [{ plugin: "guard", error: "It taps a gate.", hint: "Declare it." }];
  const status = { ...running, failed } as unknown as ProbedStatus;
  expect(describeStatus(status)).toContain("Failed:    guard: It taps a gate. Declare it.");
  expect(describeStart(status).warnings).toContain("The plugin guard is not up: It taps a gate. Declare it.");
});
