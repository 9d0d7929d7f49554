import { definePlugin } from "@instar/kernel";
import { Jobs } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createAgentHouse } from "./agent-house.ts";

test("what an agent is told of its own jobs is not pushed out by what others did", async () => {
  const crowd = Array.from({ length: 11 }, (_, index) => ({
    id: `crowd-${index}`,
    schedule: { everyMs: 30_000 },
    missed: "skip" as const,
    run: async () => undefined,
  }));
  const busy = definePlugin({ api: 1, name: "busy", setup: ({ contribute }) => crowd.forEach((job) => void contribute(Jobs, job)) });
  await using house = await createAgentHouse({ beside: [busy()] });
  const me = await house.agentIn();
  await house.tool(me, "job_add", { job: "mine", schedule: "at 2026-03-02 12:01", execute: "prompt", body: "Say hello." });
  await house.jobs.pause("mine");
  await house.kernel.clock.advance(61_000);
  await house.kernel.clock.jump({ hours: 1 });
  await house.until(async () => (await house.jobs.skips({ limit: 1_000 })).skipped.length === 1_000, "what the others missed");
  expect((await house.within(me).skips()).skipped).toMatchObject([{ job: "mine", skip: "paused" }]);
});
