import { expect, test } from "vitest";
import { createHouse, job } from "./house.ts";

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
