import type { HealthCheck } from "@instar/kernel/contracts";
import { createManualClock } from "@instar/testing";
import { expect, test } from "vitest";
import { createHealthChecks } from "../src/health-checks.ts";

test("results are fresh for five seconds, and no longer when the clock was set back", async () => {
  const clock = createManualClock();
  let runs = 0;
  const check: HealthCheck = { id: "counted", run: () => ({ status: "ok", summary: `Run ${++runs}.` }) };
  const read = createHealthChecks([{ plugin: "test", value: check }] as never, clock);
  await read();
  await read();
  expect(runs).toBe(1);
  await clock.jump({ hours: -3 });
  await read();
  expect(runs).toBe(2);
});
