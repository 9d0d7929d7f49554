import { Sessions } from "@instar/kernel/contracts";
import { createMark, markOf, markVariable, startProcess } from "@instar/process";
import { expect, test } from "vitest";
import { livingRunShape } from "../src/stored-run.ts";
import { createHouse, file, job } from "./house.ts";

/** Fails twice, which is when the owner is told, and then works again. */
async function play(after: number) {
  const ran: string[] = [];
  const flaky = job(
    "flaky",
    async ({ dueAt }) => {
      const at = new Date(dueAt).toISOString();
      ran.push(at);
      if (at < "2026-03-02T08:02:30") throw new Error("The disk is full.");
    },
    { priority: "high" },
  );
  const house = await createHouse({ jobs: [flaky], options: { maxParallel: 4 } });
  await house.kill("2026-03-02T08:00:30Z", after);
  await house.clock().advance(100_000);
  await house.clock().advance(100_000);
  const commits = house.commits();
  await house.kill();
  await house.clock().advance(60_000);
  await house.clock().advance(0);
  return { house, ran, commits };
}

test("wherever the house is killed, each occurrence has one end, none runs twice, and the owner is told once", { timeout: 60_000 }, async () => {
  for (let after = 0, isOver = false; !isOver; after++) {
    const played = await play(after);
    isOver = played.commits <= after;
    await using house = played.house;
    const runs = await house.ended("flaky", 4);
    const living = (await house.jobs().runs({ states: ["queued", "running"] })).map(({ id }) => id);
    const due = runs.map(({ dueAt }) => new Date(dueAt).toISOString()).sort();
    const covered = runs.reduce((sum, { covers }) => sum + (covers?.count ?? 1), 0);
    expect({ after, living, due, covered }).toEqual({ after, living: [], due: [...new Set(due)], covered: 4 });
    expect(played.ran, `killed after ${after} commits`).toEqual([...new Set(played.ran)]);
    const alerts = house.noticed.filter(({ key }) => key.endsWith(":alert"));
    const recoveries = house.noticed.filter(({ key }) => key.endsWith(":recovery"));
    // Killed early enough, only the last of what was missed runs: then nothing failed twice in a row.
    const failures = runs.filter(({ state }) => state === "failed").length;
    expect({ after, alerts: alerts.length, recoveries: recoveries.length }).toEqual({
      after,
      alerts: failures >= 2 ? 1 : 0,
      recoveries: failures >= 2 ? 1 : 0,
    });
  }
});

test("what a killed house left running is ended before it is said to have failed, and the next occurrence runs", async () => {
  await using house = await createHouse({ jobs: [job("script", async () => undefined)] });
  const mark = createMark();
  const orphan = await startProcess("/bin/sh", ["-c", "setsid sleep 60 & sleep 60"], { env: { PATH: process.env.PATH ?? "", [markVariable]: mark } });
  const store = house.store();
  const dueAt = Date.parse("2026-03-02T08:00:00Z");
  const left = { job: "script", state: "running", dueAt, cause: "schedule", priority: "normal", attempt: 1, queuedAt: dueAt, startedAt: dueAt } as const;
  const record = {
    ...left,
    id: "script@2026-03-02T08:00:00.000Z",
    costUsd: 0,
    inputTokens: 0,
    outputTokens: 0,
    fence: 1,
    process: { pid: 0, startedAt: 0, mark },
  };
  await store.commit([store.records("living", livingRunShape).put(record.id, record)]);
  await house.kill();
  expect((await house.ended("script"))[0]).toMatchObject({ id: record.id, state: "failed", failure: "crashed", why: "The house died while it ran." });
  expect(await markOf(orphan.pid, mark)).toBeUndefined();
  await house.clock().advance(60_000);
  expect((await house.ended("script", 2))[0]).toMatchObject({ state: "succeeded" });
});

test("a prompt that the house died over has failed, with what it cost, and is not asked again", async () => {
  await using house = await createHouse({ files: { mail: file({ schedule: "@yearly" }, "Look at the mail.") } });
  house.agent.respond(async ({ host, signal }) => {
    await host.emit({ type: "usage", inputTokens: 500, outputTokens: 20, costUsd: 0.125 });
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  });
  const { run = "" } = await house.jobs().trigger("mail");
  await expect.poll(async () => (await house.kernel().service(Sessions).list())[0]?.costUsd).toBe(0.125);
  await house.kill();
  expect((await house.ended("mail"))[0]).toMatchObject({ id: run, state: "failed", failure: "crashed", costUsd: 0.125, inputTokens: 500, attempt: 1 });
  expect((await house.kernel().service(Sessions).list()).map(({ state }) => state)).toEqual(["stopped"]);
  await house.clock().advance(3_600_000);
  expect(house.agent.inputs).toHaveLength(1);
});
