import { Notices } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { Conversations } from "@instar/plugin-conversations/contract";
import scheduler from "@instar/plugin-scheduler";
import { JobScheduler, type RunState } from "@instar/plugin-scheduler/contract";
import { createScriptedAgent, createScriptedChannel, createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { withDefaultProviders } from "../../packages/cli/src/daemon/default-providers.ts";

const minuteMs = 60_000;
/** Noons at which somebody is there, three days apart. */
const noons = 10;

test("a healthy month with the jobs that come along asks no model and tells nobody anything", async () => {
  const agent = createScriptedAgent();
  const chat = createScriptedChannel();
  const { plugins } = await withDefaultProviders(
    { name: "idle", plugins: [access({ owners: ["scripted-chat:owner"] }), agent.plugin, chat.plugin, scheduler({ timezone: "UTC", keepRuns: 100_000 })] },
    [],
  );
  await using kernel = await createTestKernel(plugins, { now: "2026-03-01T11:57:00Z" });
  const jobs = kernel.service(JobScheduler);
  for (const { name } of await jobs.defaults()) await jobs.addDefault(name);

  /** The clock stands while a real script runs: it knows nothing of it. */
  const ended = async (job: string) =>
    await expect
      .poll(async () => (await jobs.runs({ job, limit: 1 }))[0], { timeout: 30_000 })
      .toMatchObject({ dueAt: kernel.clock.now(), endedAt: expect.any(Number) });

  for (let noon = 0; noon < noons; noon += 1) {
    // At noon both are due. Then the lid is closed for three days, and what was slept through is recorded before the clock goes on.
    await kernel.clock.advance(3 * minuteMs);
    await ended("health-check");
    await ended("self-diagnosis");
    await kernel.clock.jump({ minutes: 3 * 24 * 60 - 3 });
    await expect.poll(async () => (await jobs.runs({ limit: 1 }))[0]?.skip, { timeout: 30_000 }).toBe("missed");
  }
  const awake = async (job: string, ...states: readonly RunState[]) =>
    (await jobs.runs({ job, states, limit: 1_000 })).map(({ skip }) => skip ?? "ran").filter((what) => what !== "missed");
  expect(await awake("health-check", "succeeded")).toEqual(Array(noons).fill("ran"));
  expect(await awake("self-diagnosis", "skipped")).toEqual(Array(noons).fill("gate"));
  expect(agent.inputs).toEqual([]);
  expect(chat.sent).toEqual([]);
  expect((await kernel.service(Conversations).status()).pending).toBe(0);
  expect(await kernel.service(Notices).attention({ states: ["open", "acknowledged", "done"] })).toEqual([]);
}, 120_000);
