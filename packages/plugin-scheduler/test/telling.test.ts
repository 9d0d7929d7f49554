import { definePlugin } from "@instar/kernel";
import { Events, HealthChecks, type HouseEvent, Store } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createHouse, file, job } from "./house.ts";

const minute = 60_000;

describe("what the owner hears", () => {
  test("six results of a job an hour; more of them are one notice", async () => {
    let count = 0;
    const script = file({ schedule: "every 1m", execute: "script", name: "Chatty" }, 'echo "It is $INSTAR_DUE_AT."');
    await using house = await createHouse({ files: { chatty: script } });
    for (; count < 8; count++) {
      await house.clock().advance(minute);
      await house.ended("chatty", count + 1);
    }
    await expect.poll(() => house.told.length).toBe(6);
    await expect.poll(() => house.noticed.map(({ key, level }) => `${level} ${key}`)).toEqual(["info job-results:chatty"]);
    expect(house.told[0]).toMatchObject({ key: "job:chatty@2026-03-02T08:01:00.000Z:result", text: "Chatty\n\nIt is 2026-03-02T08:01:00.000Z." });
  });

  test("of failures once, and once that it works again", async () => {
    let isBroken = true;
    const flaky = job("flaky", async () => {
      if (isBroken) throw new Error("The disk is full.");
    });
    await using house = await createHouse({ jobs: [flaky] });
    await house.clock().advance(5 * minute);
    await house.ended("flaky", 5);
    isBroken = false;
    await house.clock().advance(2 * minute);
    await expect.poll(() => house.noticed.length).toBe(2);
    expect(house.noticed).toMatchObject([
      {
        level: "attention",
        key: "job:flaky@2026-03-02T08:03:00.000Z:alert",
        title: 'The job "flaky" failed 3 times in a row',
        text: expect.stringContaining("The disk is full."),
      },
      { level: "info", key: "job:flaky@2026-03-02T08:06:00.000Z:recovery" },
    ]);
  });
});

describe("what the house's journal says", () => {
  const journal: HouseEvent[] = [];
  const events = definePlugin({
    api: 1,
    name: "events",
    needs: { store: Store },
    provides: Events,
    setup: ({ services: { store } }) => {
      const kept = store.journal<string>("events", { version: 1, schema: z.string() });
      const op = (event: HouseEvent) => {
        journal.push(event);
        return kept.append(event.type);
      };
      return { op, record: (event) => void journal.push(event), list: async () => [], follow: () => kept.follow("none", AbortSignal.abort()) as never };
    },
  });

  test("how a job fared, without a word of what it said, and a busy one does not fill it", async () => {
    let isBroken = false;
    const busy = job(
      "busy",
      async () => {
        if (isBroken) throw new Error("A secret of somebody.");
        return "A secret of somebody.";
      },
      { schedule: { everyMs: 1_000 } },
    );
    await using house = await createHouse({ jobs: [busy], plugins: [events()] });

    await house.clock().advance(30_000);
    isBroken = true;
    await house.clock().advance(5_000);
    await house.ended("busy", 35);
    const types = journal.map(({ type }) => type);
    expect(types.filter((type) => type === "job.ended")).toHaveLength(13);
    expect(types).toContain("job.alerted");
    expect(journal.find(({ text }) => text.includes("failed ("))).toMatchObject({
      text: "The run busy@2026-03-02T08:00:31.000Z failed (code).",
      data: { leftOut: 18 },
    });
    expect(JSON.stringify(journal)).not.toContain("secret");
  });
});

test("it is a finding when a job fails, can never run, or its file is broken", async () => {
  const health = async (house: Awaited<ReturnType<typeof createHouse>>) => {
    const found = [...house.kernel().contributions(HealthChecks)].find(({ value }) => value.id === "scheduler");
    return found?.value.run(new AbortController().signal);
  };
  await using house = await createHouse({
    jobs: [job("bad", async () => Promise.reject(new Error("No.")))],
    files: { past: file({ schedule: "at 2020-01-01 09:00", execute: "script" }, "true") },
  });
  expect(await health(house)).toMatchObject({ status: "warn", summary: "A job has never run and never will: past." });
  await house.write("shut", file({ schedule: "@yearly", execute: "script", gate: "@unhealty" }, "true"));
  await house.jobs().reload();
  expect(await health(house)).toMatchObject({
    status: "warn",
    summary: "A job does not run, for its gate can't be asked: shut.",
    why: 'There is no gate "@unhealty". There are: @unhealthy.',
    hint: expect.stringContaining("instar job edit shut --gate"),
  });
  await house.clock().advance(3 * minute);
  await house.ended("bad", 3);
  expect(await health(house)).toMatchObject({ status: "warn", summary: "A job fails again and again: bad.", why: "No." });
  await house.write("torn", "---\nschedule: [\n---\n");
  await house.jobs().reload();
  expect(await health(house)).toMatchObject({ status: "warn", summary: expect.stringContaining(".instar/jobs/torn.md:") });
});

test("no more runs of a job are kept than it says", async () => {
  await using house = await createHouse({ jobs: [job("often", async () => undefined, { schedule: { everyMs: 1_000 } })], options: { keepRuns: 10 } });
  await house.clock().advance(3 * minute);
  await expect.poll(async () => (await house.jobs().runs({ job: "often", limit: 1_000 })).length).toBeLessThan(40);
  expect((await house.jobs().runs({ job: "often", limit: 1 }))[0]?.id).toBe("often@2026-03-02T08:03:00.000Z");
});
