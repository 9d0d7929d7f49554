import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { definePlugin, deny } from "@instar/kernel";
import { describe, expect, test } from "vitest";
import { JobGates, type JobRunRecord } from "../src/contract.ts";
import { createHouse, file, job } from "./house.ts";

const hour = 3_600_000;
const minute = 60_000;
const short = ({ dueAt, state, skip }: JobRunRecord) => `${new Date(dueAt).toISOString().slice(11, 19)} ${state}${skip === undefined ? "" : ` ${skip}`}`;

/** A promise that a test keeps. */
function promised() {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}

describe("while its former run goes on", () => {
  test("an occurrence is skipped, and says so", async () => {
    const first = promised();
    await using house = await createHouse({ jobs: [job("slow", () => first.kept, { timeoutMs: hour })] });
    await house.clock().advance(2 * minute);
    first.keep();
    await house.clock().advance(minute);
    expect((await house.ended("slow", 3)).map(short)).toEqual(["08:03:00 succeeded", "08:02:00 skipped already-running", "08:01:00 succeeded"]);
  });

  test("or waits for its turn, when it shall", async () => {
    const first = promised();
    await using house = await createHouse({ jobs: [job("slow", () => first.kept, { timeoutMs: hour, overlap: "queue" })] });
    await house.clock().advance(3 * minute);
    expect((await house.jobs().show("slow")).queued).toBe(2);
    first.keep();
    await house.clock().advance(0);
    expect((await house.ended("slow", 3)).map(short)).toEqual(["08:03:00 succeeded", "08:02:00 succeeded", "08:01:00 succeeded"]);
  });

  test("but not without end: after a hundred it is capacity", async () => {
    const first = promised();
    await using house = await createHouse({ jobs: [job("slow", () => first.kept, { timeoutMs: 24 * hour, overlap: "queue", schedule: { everyMs: 1_000 } })] });
    await house.clock().advance(102_000);
    first.keep();
    expect((await house.jobs().runs({ states: ["skipped"] })).map(short)).toEqual(["08:01:42 skipped capacity", "08:01:41 skipped capacity"]);
  });
});

test("the more urgent goes first, and no more run at a time than may", async () => {
  const order: string[] = [];
  const gate = promised();
  const work = (id: string, priority: "critical" | "high" | "normal" | "low") =>
    job(
      id,
      async () => {
        order.push(id);
        if (id === "first") await gate.kept;
      },
      { priority, schedule: id === "first" ? { everyMs: minute } : { at: Date.parse("2026-03-02T08:01:30Z") }, timeoutMs: hour },
    );
  await using house = await createHouse({
    jobs: [work("low", "low"), work("normal", "normal"), work("critical", "critical"), work("high", "high"), work("first", "low")],
    options: { maxParallel: 1 },
  });
  await house.clock().advance(100_000);
  expect(order).toEqual(["first"]);
  gate.keep();
  await house.clock().advance(1_000);
  expect(order).toEqual(["first", "critical", "high", "normal", "low"]);
});

describe("after a sleep", () => {
  const begun: string[] = [];
  const napper = (id: string, missed: "skip" | "once" | "all", priority: "high" | "low") =>
    job(id, async () => void begun.push(id), { missed, priority, schedule: "0 * * * *" });

  test("what was missed runs as its policy says, spread out, the more urgent first", async () => {
    await using house = await createHouse({ jobs: [napper("never", "skip", "high"), napper("latest", "once", "low"), napper("each", "all", "high")] });
    await house.clock().advance(minute);
    await house.clock().jump({ minutes: 3 * 60 + 10 });
    await house.clock().advance(0);
    expect((await house.ended("never", 3)).map(short)).toEqual(["11:00:00 skipped missed", "10:00:00 skipped missed", "09:00:00 skipped missed"]);
    expect(begun).toEqual(["each"]);
    await house.clock().advance(10_000);
    expect(begun).toEqual(["each", "each"]);
    await house.clock().advance(20_000);
    expect(begun).toEqual(["each", "each", "each", "latest"]);
    expect((await house.ended("latest", 3)).map(short)).toEqual(["11:00:00 succeeded", "10:00:00 skipped missed", "09:00:00 skipped missed"]);
    expect((await house.ended("each", 3)).map(({ cause }) => cause)).toEqual(["missed", "missed", "missed"]);
  });

  test("what was missed in more than a hundred pieces is counted in one record", async () => {
    await using house = await createHouse({ jobs: [job("often", async () => undefined)] });
    await house.clock().advance(minute);
    await house.kill("2026-03-03T08:01:30Z");
    await house.clock().advance(0);
    const runs = await house.ended("often", 102);
    expect(runs.reduce((sum, { covers }) => sum + (covers?.count ?? 1), 0)).toBe(24 * 60 + 1);
    expect(runs.at(-2)).toMatchObject({ skip: "missed", covers: { count: 24 * 60 - 100, from: Date.parse("2026-03-02T08:02:00Z") } });
  });
});

describe("a job that is changed", () => {
  const at9 = file({ schedule: "0 * * * *", execute: "script" }, "true");

  test("begins from now: a new schedule catches up on nothing", async () => {
    await using house = await createHouse({ files: { chore: at9 } });
    await house.clock().advance(hour);
    await house.ended("chore");
    await house.clock().jump({ minutes: 90 });
    await house.ended("chore", 2);
    await house.jobs().edit("chore", { schedule: "30 * * * *" });
    await house.kill("2026-03-02T10:31:00Z");
    await house.clock().advance(10 * minute);
    expect((await house.ended("chore", 2)).map(short)).toEqual(["10:00:00 succeeded", "09:00:00 succeeded"]);
    expect((await house.jobs().show("chore")).upcoming.slice(0, 2)).toEqual([Date.parse("2026-03-02T11:30:00Z"), Date.parse("2026-03-02T12:30:00Z")]);
  });

  test("is paused and resumed over a restart: what was due meanwhile is skipped", async () => {
    await using house = await createHouse({ files: { chore: at9 } });
    await house.jobs().pause("chore");
    await house.clock().advance(hour);
    await house.kill();
    await house.clock().advance(hour);
    await house.jobs().resume("chore");
    await house.clock().advance(hour);
    expect((await house.ended("chore", 3)).map(short)).toEqual(["11:00:00 succeeded", "10:00:00 skipped paused", "09:00:00 skipped paused"]);
  });

  test("and made anew under the name of one that was removed begins with nothing of it but its history", async () => {
    await using house = await createHouse({ files: { chore: at9, broken: "---\nscedule: x\n---\n" } });
    await house.jobs().trigger("chore");
    await house.ended("chore");
    await house.jobs().leave("chore", "Mind the gap.");
    await house.jobs().pause("chore");
    for (const slug of ["chore", "broken"]) await house.jobs().remove(slug);
    const anew = await house.jobs().add("chore", { schedule: "0 * * * *", execute: "script" }, "true");
    expect(anew).toMatchObject({ paused: false, enabled: true, failures: 0 });
    expect(anew.handoffNotes).toBeUndefined();
    expect(await house.jobs().runs({ job: "chore" })).toHaveLength(1);
    expect((await house.jobs().list()).broken).toEqual([]);
  });

  test("is off: nothing is due, and what waits is cancelled; of one that is gone it is skipped", async () => {
    const busy = promised();
    await using house = await createHouse({
      jobs: [job("busy", () => busy.kept, { schedule: { at: Date.parse("2026-03-02T08:30:00Z") }, timeoutMs: 24 * hour })],
      files: { off: at9, gone: at9 },
      options: { maxParallel: 1 },
    });
    await house.clock().advance(hour);
    await house.jobs().disable("off");
    await rm(path.join(house.project, ".instar", "jobs", "gone.md"));
    await house.jobs().reload();
    busy.keep();
    await house.clock().advance(hour);
    expect((await house.ended("off")).map(short)).toEqual(["09:00:00 cancelled"]);
    expect((await house.ended("gone")).map(short)).toEqual(["09:00:00 skipped changed"]);
    expect((await house.jobs().list()).jobs.map(({ slug, enabled, next }) => ({ slug, enabled, next }))).toEqual([
      { slug: "busy", enabled: true, next: undefined },
      { slug: "off", enabled: false, next: undefined },
    ]);
    await expect(house.jobs().show("gone")).rejects.toMatchObject({ code: "SCHEDULER_UNKNOWN_JOB" });
  });

  test("a job in code is switched off for good, and its file is nobody's", async () => {
    await using house = await createHouse({ jobs: [job("coded", async () => undefined)] });
    expect(await house.jobs().disable("coded")).toMatchObject({ enabled: false, origin: { kind: "code", plugin: "worker" } });
    await house.kill();
    expect(await house.jobs().nextRun("coded")).toBeUndefined();
    await expect(house.jobs().remove("coded")).rejects.toMatchObject({ code: "SCHEDULER_IN_CODE" });
    await expect(house.jobs().edit("coded", { schedule: "@daily" })).rejects.toMatchObject({ code: "SCHEDULER_IN_CODE" });
    expect(await house.jobs().edit("coded", { enabled: true })).toMatchObject({ enabled: true });
  });

  test("of two with one name the one in code runs, and a malformed one disturbs nobody", async () => {
    await using house = await createHouse({
      jobs: [job("twice", async () => "from code"), job("bad", async () => undefined, { schedule: "every sunday" }), job("good", async () => undefined)],
      files: { twice: at9 },
    });
    const { jobs, broken } = await house.jobs().list();
    expect(jobs.map(({ slug, origin }) => `${slug} ${origin.kind}`)).toEqual(["good code", "twice code"]);
    expect(broken.map(({ path: where, text }) => `${where}: ${text}`)).toEqual([
      expect.stringMatching(/^plugin worker: The job "bad" .*"sunday" is not a period/),
      '.instar/jobs/twice.md: There are two jobs "twice": the one of the plugin worker runs, this one doesn\'t.',
    ]);
  });
});

describe("who may object", () => {
  const guard = definePlugin({
    api: 1,
    name: "quota",
    guards: ["beforeJob"],
    setup: ({ hooks }) =>
      void hooks.beforeJob.tap("too little left", ({ priority, uses }) =>
        priority === "low" && uses === "process" ? deny("Only a little is left.") : undefined,
      ),
  });
  const strict = definePlugin({
    api: 1,
    name: "strict",
    guards: ["beforeJob"],
    setup: ({ hooks }) => void hooks.beforeJob.tap("no tuesdays", ({ job: name }) => (name === "tuesday" ? deny("Never on Tuesdays.") : undefined)),
  });
  const doors = definePlugin({
    api: 1,
    name: "doors",
    setup({ contribute }) {
      contribute(JobGates, { id: "open", description: "Open.", open: () => true });
      contribute(JobGates, { id: "shut", description: "Shut.", open: async () => false });
      contribute(JobGates, { id: "broken", description: "Broken.", open: () => Promise.reject(new Error("No hinge.")) });
    },
  });
  const gated = (gate: string, more: Readonly<Record<string, unknown>> = {}) => file({ schedule: "@yearly", execute: "script", gate, ...more }, "echo ran");

  test("gates, named gates, the quota and other plugins: each with its own reason", async () => {
    const yearly = file({ schedule: "@yearly", execute: "script" }, "true");
    await using house = await createHouse({
      files: {
        open: gated("true"),
        closed: gated("exit 1"),
        nothing: gated("no-such-command-here"),
        named: gated("@open"),
        shut: gated("@shut"),
        broken: gated("@broken"),
        typo: gated("@opne"),
        healthy: gated("@unhealthy"),
        costly: gated("true", { priority: "low" }),
        tuesday: yearly,
      },
      plugins: [guard(), strict(), doors()],
    });
    const outcomes: Record<string, string> = {};
    for (const { slug } of (await house.jobs().list()).jobs) {
      const { outcome, run = "", why } = await house.jobs().trigger(slug);
      const [ended] = await house.ended(slug);
      expect(ended?.id).toBe(run);
      outcomes[slug] = [outcome, ended?.skip ?? ended?.state, why].join(" | ");
    }
    expect(outcomes).toEqual({
      open: "triggered | succeeded | ",
      closed: "skipped | gate | The gate is closed: it ended with exit code 1.",
      nothing: expect.stringMatching(/^skipped \| gate-failed .*no-such-command-here/),
      named: "triggered | succeeded | ",
      shut: 'skipped | gate | The gate "@shut" is closed.',
      broken: "skipped | gate-failed | The gate failed: No hinge.",
      typo: 'skipped | gate-failed | There is no gate "@opne". Did you mean "@open"?',
      healthy: 'skipped | gate | The gate "@unhealthy" is closed.',
      costly: "skipped | quota | Only a little is left.",
      tuesday: "skipped | denied | Never on Tuesdays.",
    });
    expect((await house.jobs().skips()).skipped).toHaveLength(8);
  });

  test("a gate that takes too long", async () => {
    await using house = await createHouse({ files: { work: gated("touch asked; sleep 60") } });
    const triggered = house.jobs().trigger("work");
    await expect.poll(() => existsSync(path.join(house.project, "asked"))).toBe(true);
    await house.clock().advance(10_000);
    expect(await triggered).toMatchObject({ outcome: "skipped", why: expect.stringContaining("10 s") });
    expect((await house.ended("work"))[0]).toMatchObject({ skip: "gate-timeout" });
  });
});

describe("a run that is ended from outside", () => {
  const slow = file({ schedule: "@yearly", execute: "script", timeout: "30s" }, "echo begun; touch $0-began; sleep 60 & wait");
  const begun = async (house: Awaited<ReturnType<typeof createHouse>>, slug = "slow") => {
    const { run = "" } = await house.jobs().trigger(slug);
    await expect.poll(() => existsSync(path.join(house.project, `${slug}-began`))).toBe(true);
    return run;
  };

  test("by its timeout, with its whole process tree", async () => {
    await using house = await createHouse({ files: { slow } });
    await begun(house);
    await house.clock().advance(30_000);
    expect((await house.ended("slow"))[0]).toMatchObject({ state: "timeout", failure: "timeout", output: "begun", why: expect.stringContaining("30 s") });
  });

  test("by the owner, while it goes on and before it begins", async () => {
    await using house = await createHouse({ files: { slow, other: slow.replace("30s", "20s") }, options: { maxParallel: 1 } });
    const run = await begun(house);
    const waiting = await house.jobs().trigger("other");
    expect(waiting).toMatchObject({ outcome: "queued", why: expect.stringContaining("no more than 1") });
    expect(await house.jobs().trigger("slow")).toMatchObject({ outcome: "skipped", why: "Its former run has not ended." });
    expect((await house.jobs().runs({ job: "slow" })).map(({ id }) => id)).toEqual([run]);
    expect(await house.jobs().cancel(waiting.run ?? "")).toBe(true);
    expect(await house.jobs().cancel(run)).toBe(true);
    expect(await house.jobs().cancel(run)).toBe(false);
    expect(await house.jobs().run(run)).toMatchObject({ state: "cancelled", output: "begun" });
    await expect(house.jobs().cancel("slow@nothing")).rejects.toMatchObject({ code: "SCHEDULER_UNKNOWN_RUN" });
  });

  test("by the house, when it stops: what waits begins with the next start", async () => {
    await using house = await createHouse({
      files: { slow, next: file({ schedule: "@yearly", execute: "script" }, "echo later") },
      options: { maxParallel: 1 },
    });
    const run = await begun(house);
    await house.jobs().trigger("next");
    await house.kernel().stop("An update.");
    await house.boot("2026-03-02T08:10:00Z");
    expect(await house.jobs().run(run)).toMatchObject({ state: "cancelled", why: "The house stopped." });
    expect((await house.ended("next"))[0]).toMatchObject({ state: "succeeded", output: "later" });
  });

  test("code that does not listen is left behind", async () => {
    await using house = await createHouse({ jobs: [job("deaf", () => new Promise<void>(() => undefined), { timeoutMs: 5_000 })] });
    await house.clock().advance(minute + 10_000);
    expect((await house.ended("deaf"))[0]).toMatchObject({ state: "timeout", why: expect.stringContaining("5 s") });
  });
});

test("what has waited for a day is not begun any more", async () => {
  const busy = promised();
  await using house = await createHouse({
    jobs: [
      job("busy", () => busy.kept, { schedule: { at: Date.parse("2026-03-02T08:30:00Z") }, timeoutMs: 7 * 24 * hour }),
      job("late", async () => undefined, { schedule: { at: Date.parse("2026-03-02T09:00:00Z") } }),
    ],
    options: { maxParallel: 1 },
  });
  await house.clock().advance(hour);
  await house.clock().jump({ hours: 25 });
  busy.keep();
  await house.clock().advance(0);
  expect((await house.ended("late")).map(short)).toEqual(["09:00:00 skipped expired"]);
});
