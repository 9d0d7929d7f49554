import { describe, expect, test } from "vitest";
import type { JobDefinition, JobNotify, JobRunRecord } from "../src/contract.ts";
import { planEnd } from "../src/plan-end.ts";
import type { StoredJob } from "../src/stored-job.ts";

const fresh: StoredJob = { plan: "", cursor: 0, paused: false, failures: 0 };
const run = (state: JobRunRecord["state"], index = 0): JobRunRecord => ({
  id: `work@${index}`,
  job: "work",
  state,
  dueAt: Date.UTC(2026, 2, 2, 8, index),
  cause: "schedule",
  priority: "normal",
  attempt: 1,
  queuedAt: 0,
  costUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
  ...(state === "failed" && { failure: "exit", why: "It ended with exit code 1." }),
});

/** What the owner is told on the way, `.` for nothing. */
function tell(states: string, { notify = "auto", priority = "normal" }: { readonly notify?: JobNotify; readonly priority?: JobDefinition["priority"] } = {}) {
  const words = { s: "succeeded", f: "failed", t: "timeout", k: "skipped", c: "cancelled" } as const;
  let job = fresh;
  return [...states].map((letter, index) => {
    const plan = planEnd(job, { name: "Work", priority, notify }, { ...run(words[letter as keyof typeof words], index), priority }, { now: 0 });
    job = plan.job;
    return plan.tellings.map(({ kind }) => kind[0]).join("") || ".";
  });
}

describe("failures in a row", () => {
  test.each([
    ["three, and it is told once", "fffff", {}, "..a.."],
    ["two of an important one", "fff", { priority: "high" }, ".a."],
    ["two of a critical one", "tf", { priority: "critical" }, ".a"],
    ["what was skipped or cancelled says nothing", "fkfckf", {}, ".....a"],
    ["a success in between begins anew", "ffsff", {}, "....."],
    ["it works again, which is told once", "ffffss", {}, "..a.r."],
    ["and may fail again", "fffsfff", {}, "..ar..a"],
    ["never is never", "ffffss", { notify: "never" }, "......"],
    ["failures tells of them too", "fffs", { notify: "failures" }, "..ar"],
    ["always tells each", "sfff", { notify: "always" }, "rrra"],
  ] as const)("%s", (_name, states, how, told) => {
    expect(tell(states, how).join("")).toBe(told);
  });

  test("the alert says why, what to do and that it is told once; the recovery ends just that alert", () => {
    let job = fresh;
    for (let index = 0; index < 2; index++) job = planEnd(job, { name: "Work", priority: "high", notify: "auto" }, run("failed", index), { now: 5 }).job;
    const { tellings } = planEnd(job, { name: "Work", priority: "high", notify: "auto" }, run("succeeded", 2), { now: 9 });
    expect(job).toMatchObject({ failures: 2, alerted: "work@1", last: { id: "work@1", state: "failed", why: "It ended with exit code 1." } });
    expect(tellings).toMatchObject([{ kind: "recovery", key: "job:work@2:recovery", ends: "job:work@1:alert", title: 'The job "Work" works again' }]);
  });
});

describe("results", () => {
  const said = (notify: JobNotify, text: string) =>
    planEnd(fresh, { name: "Work", priority: "normal", notify }, run("succeeded"), { said: text, now: 0 }).tellings.map((telling) => telling.text);

  test("are told when there is something to say, or always, or not", () => {
    expect(said("auto", "Two letters.")).toEqual(["Two letters."]);
    expect(said("auto", "")).toEqual([]);
    expect(said("always", "")).toEqual(["It ran, and had nothing to say."]);
    expect(said("failures", "Two letters.")).toEqual([]);
    expect(said("never", "Two letters.")).toEqual([]);
  });
});
