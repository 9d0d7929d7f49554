import type { EventFilter, RecordedEvent } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { findRun } from "../src/find-run.ts";
import { fits } from "../src/fits.ts";
import { gatherMaterial, type Sources } from "../src/gather-material.ts";
import { renderStory } from "../src/render-story.ts";
import { tellStory } from "../src/story.ts";

const first = "backup@2026-05-05T03:00:00.000Z";
const second = "backup!01a2-3";
const told: readonly [type: string, about: RecordedEvent["about"], data?: RecordedEvent["data"]][] = [
  ["job.ended", { job: "backup" }, { run: first, state: "failed" }],
  ["job.began", { job: "backup" }, { run: second }],
  ["job.ended", { job: "other" }, { run: "other!01a2-9", state: "succeeded" }],
  ["session.started", { session: "s1", job: "backup" }],
  ["turn.ended", { session: "s1" }],
  ["job.ended", { job: "backup", session: "s1" }, { run: second, state: "succeeded" }],
];
const events = told.map(
  ([type, about, data], index): RecordedEvent => ({ position: index, at: 1_000 * index, type, about, text: `${type}.`, ...(data ? { data } : {}) }),
);
const sources: Sources = {
  list: async (filter: EventFilter) => events.filter((event) => fits(event, filter)).toReversed(),
  message: async () => undefined,
  repliesTo: async () => [],
  sessions: async () => [],
};

test("a run is found by its id, the beginning of it, or as the latest of its job", async () => {
  for (const id of [second, "backup!01a2", "backup"]) expect(await findRun(id, sources)).toEqual({ kind: "job", id: second });
  expect(await findRun(first, sources)).toEqual({ kind: "job", id: first });
  for (const id of ["back", "backup!9", "none", "local:7"]) expect(await findRun(id, sources)).toBeUndefined();
});

test("its story is what became of it and what its session did, and nothing of other runs", async () => {
  const story = tellStory(await gatherMaterial(sources, { kind: "job", id: second }));
  expect(story.lines.map(({ at }) => at)).toEqual([1_000, 3_000, 4_000, 5_000]);
  expect(renderStory(story)).toMatch(/^Run backup!01a2-3: succeeded\n[\s\S]*Succeeded after 4\.0 s: 1 turn\./);
  expect(tellStory(await gatherMaterial(sources, { kind: "job", id: first })).summary.state).toBe("failed");
});
