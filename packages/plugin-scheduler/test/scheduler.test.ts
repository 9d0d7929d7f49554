import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createHouse, file, job } from "./house.ts";

describe("at its time", () => {
  test("a job in code runs at each due moment, and each has one record", async () => {
    const ran: number[] = [];
    await using house = await createHouse({ jobs: [job("tick", async ({ dueAt }) => void ran.push(dueAt))] });
    await house.clock().advance(180_000);
    const runs = await house.ended("tick", 3);
    expect(ran.map((at) => new Date(at).toISOString())).toEqual(["2026-03-02T08:01:00.000Z", "2026-03-02T08:02:00.000Z", "2026-03-02T08:03:00.000Z"]);
    expect(runs.map(({ id, state, attempt, cause }) => ({ id, state, attempt, cause }))).toEqual(
      ["03", "02", "01"].map((minute) => ({ id: `tick@2026-03-02T08:${minute}:00.000Z`, state: "succeeded", attempt: 1, cause: "schedule" })),
    );
  });

  test("a script is a process with its exit code, its output and what it is told", async () => {
    const script = file(
      { schedule: "every 1h", execute: { type: "script", args: ["a b"] } },
      'echo "$0 $1 $INSTAR_JOB $INSTAR_DUE_AT"; pwd; echo oops >&2; exit 3',
    );
    await using house = await createHouse({ files: { backup: script } });
    await house.clock().advance(3_600_000);
    const [run] = await house.ended("backup");
    expect(run).toMatchObject({ state: "failed", failure: "exit", exitCode: 3, why: "It ended with exit code 3." });
    expect(run?.output).toContain("backup a b backup 2026-03-02T09:00:00.000Z");
    expect(run?.output).toContain(house.project);
    expect(run?.output).toContain("oops");
  });

  test("a prompt is a session of its own, which is ended, and its answer is told", async () => {
    await using house = await createHouse({ files: { mail: file({ schedule: "0 9 * * *", name: "Mail" }, "Look at the mail.") } });
    await house.clock().advance(3_600_000);
    const [run] = await house.ended("mail");
    expect(run).toMatchObject({ state: "succeeded", output: "You said: Look at the mail." });
    expect(run?.session).toBe(house.agent.spawned[0]?.ref.id);
    expect(house.agent.spawned[0]?.ref.job).toBe("mail");
    expect(house.agent.living).toBe(0);
    await expect.poll(() => house.told.map(({ text }) => text)).toEqual(["Mail\n\nYou said: Look at the mail."]);
  });
});

test("a run beside the schedule says whether it began", async () => {
  await using house = await createHouse({ files: { hello: file({ schedule: "0 9 * * *", execute: "script" }, "echo hello") } });
  const { outcome, run = "" } = await house.jobs().trigger("hello", "to see");
  expect(outcome).toBe("triggered");
  await house.ended("hello");
  expect(await house.jobs().run(run)).toMatchObject({ state: "succeeded", cause: "manual", by: { kind: "owner" }, reason: "to see", output: "hello" });
  await expect(house.jobs().trigger("helo")).rejects.toMatchObject({ code: "SCHEDULER_UNKNOWN_JOB", message: expect.stringContaining('"hello"') });
});

test("a time zone that nobody knows is a mistake in the config, with the nearest", async () => {
  await expect(createHouse({ options: { timezone: "Europe/Prag" } })).rejects.toThrow(/Did you mean Europe\/Prague\?/);
});

test("jitter begins an occurrence later, always by the same amount, and its record says when it was due", async () => {
  const ran: number[] = [];
  const shaky = job("shaky", async () => void ran.push(house.clock().now()), { schedule: "0 * * * *", jitterMs: 600_000 });
  await using house = await createHouse({ jobs: [shaky] });
  await house.clock().advance(2 * 3_600_000 + 600_000);
  const runs = await house.ended("shaky", 2);
  expect(runs.map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual(["2026-03-02T10:00:00.000Z", "2026-03-02T09:00:00.000Z"]);
  const late = ran.map((at, index) => at - (runs.toReversed()[index]?.dueAt ?? 0));
  for (const ms of late) expect(ms).toBeGreaterThan(0);
  for (const ms of late) expect(ms).toBeLessThanOrEqual(600_000);
  expect(new Set(late).size).toBe(2);
});

test("a job in code that cannot be read is its plugin's problem, and no other job's", async () => {
  const refuses = (name: string) => () => {
    throw new Error(`No ${name} today.`);
  };
  const strange = (name: string, id: string) =>
    Object.defineProperty(
      job(id, async () => undefined),
      name,
      { get: refuses(name) },
    );
  await using house = await createHouse({
    jobs: [strange("schedule", "moody"), strange("id", "nameless"), strange("tags", "untagged"), job("steady", async () => undefined)],
  });
  await house.jobs().add("chore", { schedule: "@yearly", execute: "script" }, "true");
  await house.clock().advance(60_000);
  await house.ended("steady");
  const { jobs, broken } = await house.jobs().list();
  expect(jobs.map(({ slug }) => slug)).toEqual(["chore", "steady"]);
  expect(broken).toMatchObject([
    { path: "plugin worker", text: expect.stringMatching(/"moody".*No schedule today\./) },
    { path: "plugin worker", text: expect.stringMatching(/"\(without an id\)".*No id today\./) },
    { path: "plugin worker", text: expect.stringMatching(/"untagged".*No tags today\./) },
  ]);
});

test("a job that comes along is written as it was wished for, or not at all", async () => {
  await using house = await createHouse();
  await expect(house.jobs().addDefault("health-check", { schedule: "now and then" })).rejects.toMatchObject({ code: "SCHEDULER_BAD_FIELDS" });
  expect(await readdir(path.join(house.project, ".instar", "jobs"))).toEqual([]);
  expect(await house.jobs().addDefault("health-check", { schedule: "every 1h" })).toMatchObject({ enabled: true, schedule: { kind: "every", ms: 3_600_000 } });
});
