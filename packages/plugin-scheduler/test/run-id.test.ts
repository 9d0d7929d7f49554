import { expect, test } from "vitest";
import { manualRunId, readRunId, runId, runKey } from "../src/run-id.ts";

test("an id says of which job and when, and its key puts the newest first", () => {
  const early = runId("work", Date.UTC(2026, 2, 2));
  const late = manualRunId("work", Date.UTC(2026, 2, 3));
  expect(early).toBe("work@2026-03-02T00:00:00.000Z");
  expect(late).toMatch(/^work![0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(readRunId(early)).toEqual({ job: "work", dueAt: Date.UTC(2026, 2, 2) });
  expect(readRunId(late)).toEqual({ job: "work", dueAt: Date.UTC(2026, 2, 3) });
  for (const wrong of ["", "work", "work@yesterday", "a b@2026-03-02T00:00:00.000Z"]) expect(readRunId(wrong)).toBeUndefined();
  const keys = [early, late].map((id) => runKey({ id, job: "work", dueAt: readRunId(id)?.dueAt ?? 0 }));
  expect([...keys].sort()).toEqual(keys.toReversed());
  expect(new Set(Array.from({ length: 100 }, () => manualRunId("work", 1))).size).toBe(100);
});
