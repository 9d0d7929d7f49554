import { definePlugin, deny } from "@instar/kernel";
import { Conversations } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { createAgentHouse } from "./agent-house.ts";

const weekly = { job: "weekly", schedule: "0 8 * * 1", execute: "prompt", body: "Say what came of the week." };
const once = { job: "later", schedule: "at 2026-03-03 09:00", execute: "prompt", body: "Look whether the tests are green." };

test("a prompt that runs once lands at once, is the agent's, and shows in its list", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  const added = await house.tool(me, "job_add", once);
  expect(added).toMatchObject({ isError: false, text: expect.stringContaining("2026-03-03 09:00") });
  expect(await house.file("later")).toBe(
    "---\nschedule: at 2026-03-03 09:00\nexecute: prompt\nagent: scripted-chat:main\n---\n\nLook whether the tests are green.\n",
  );
  expect((await house.tool(me, "job_list")).text).toMatch(/^later: once, at 2026-03-03 09:00 \(UTC\); next Tue/);
  expect(await house.questions()).toEqual([]);
  expect((await house.tool(me, "job_edit", { job: "later", fields: { schedule: "at 2026-03-04 10:00" } })).isError).toBe(false);
  expect((await house.jobs.show("later")).upcoming).toEqual([Date.parse("2026-03-04T10:00Z")]);
  expect((await house.tool(me, "job_remove", { job: "later" })).text).toBe("later is removed.");
  expect(await house.names()).toEqual([]);
});

test("what repeats waits for the owner's yes, and lands as it was shown", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  const asked = await house.tool(me, "job_add", weekly);
  expect(asked).toMatchObject({ isError: false, text: expect.stringMatching(/waits for the owner's yes .* because it runs again and again/) });
  expect(await house.names()).toEqual([]);
  expect((await house.tool(me, "job_list")).text).toBe("weekly: your change waits for the owner's yes");
  const { what, why, by, id } = await house.question();
  expect((await house.tool(me, "job_add", weekly)).text).toBe(asked.text);
  expect((await house.questions()).map((question) => question.id)).toEqual([id]);
  expect(what).toBe(
    "Add the job weekly, at 08:00 on Monday (UTC).\nAn agent is told: Say what came of the week.\n\nThe file .instar/jobs/weekly.md would be:\n---\nschedule: 0 8 * * 1\nexecute: prompt\nagent: scripted-chat:main\n---\n\nSay what came of the week.",
  );
  expect([why, by]).toEqual(["It asks because it runs again and again.", ["scheduler: an agent (scripted-chat:main) changes its jobs"]]);
  await house.answer("yes");
  await house.until(async () => (await house.names()).includes("weekly"), "the job");
  expect(what).toContain((await house.file("weekly"))?.trimEnd());
  const said = async () => (await house.kernel.service(Conversations).outbox()).map(({ part }) => part.body.text);
  await house.until(
    async () => (await said()).some((text) => /^The job is there\. weekly: at 08:00 on Monday \(UTC\); next Mon 2026-03-09 08:00 .*\.$/.test(text)),
    "the news",
  );
  expect((await house.tool(me, "job_show", { job: "weekly" })).text).toContain("made by:   the agent of scripted-chat:main");
});

test("a no and a silence leave everything as it was, and the agent learns of it", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  await house.tool(me, "job_add", weekly);
  await house.answer("no");
  await house.until(async () => (await house.tool(me, "job_list")).text.includes("said no"), "the no");
  await house.tool(me, "job_add", { ...weekly, job: "silent" });
  await house.question();
  await house.kernel.clock.jump({ hours: 25 });
  await house.until(async () => (await house.tool(me, "job_list")).text.includes("Nobody answered in time"), "the end of the wait");
  expect(await house.names()).toEqual([]);
});

test("a question outlives a restart, and so does a change that waits", async () => {
  await using house = await createAgentHouse();
  await house.tool(await house.agentIn(), "job_add", weekly);
  const first = await house.question();
  await house.reopen();
  const second = await house.question();
  expect(second.id).not.toBe(first.id);
  expect([second.what, second.binds, second.deadlineAt]).toEqual([first.what, first.binds, first.deadlineAt]);
  await house.answer("yes");
  await house.until(async () => (await house.names()).includes("weekly"), "the job");
});

test("a yes that the house died of lands at the next start, without being asked again", async () => {
  let landings = 0;
  const dying = definePlugin({
    api: 1,
    name: "dying",
    guards: ["beforeJob"],
    setup: ({ hooks }) =>
      void hooks.beforeJob.tap("die before the landing", async ({ change }) => {
        // The first question of the gates is for asking the owner, the second for landing what they said yes to.
        if (change === undefined || ++landings !== 2) return undefined;
        await house.die();
        return deny("It is dead.");
      }),
  });
  await using house = await createAgentHouse({ beside: [dying()] });
  await house.tool(await house.agentIn(), "job_add", weekly);
  await house.answer("yes");
  await house.until(() => landings === 2, "the landing");
  await house.revive();
  await house.until(async () => (await house.names()).includes("weekly"), "the job");
  expect(await house.questions()).toEqual([]);
  expect((await house.tool(await house.agentIn(), "job_list")).text).toMatch(/^weekly: at 08:00 on Monday \(UTC\); next \S+ 2026-03-09 08:00 \(in [^)]+\)$/);
});

test("what needs a yes is what repeats, runs a command, is given files, goes first or costs more", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  const asks = async (more: object) => {
    const { text } = await house.tool(me, "job_add", { ...once, job: `job-${Math.random().toString(36).slice(2)}`, ...more });
    return /because (.*?)\. Nothing/.exec(text)?.[1];
  };
  expect(await asks({ schedule: "every 1h" })).toBe("it runs again and again");
  expect(await asks({ execute: "script", body: "date" })).toBe("it runs a command");
  expect(await asks({ execute: "skill", body: "tidy" })).toBeUndefined();
  expect(await asks({ more: { gate: "test -f x" } })).toBe("its gate is a command");
  expect(await asks({ more: { gate: "@unhealthy" } })).toBeUndefined();
  expect(await asks({ more: { grounding: { contextFiles: ["docs/plan.md"] } } })).toBe("it is given files");
  expect(await asks({ more: { topic: "Mine" } })).toBe("it opens a topic of its own");
  expect(await asks({ more: { priority: "critical" } })).toBe("it goes before other work");
  expect(await asks({ more: { maxCost: 50 } })).toBe("a run of it may cost 50 US dollars");
  expect(await asks({ more: { maxCost: 0.1 } })).toBeUndefined();
});

test.each([
  ["always", once, "every change by an agent does"],
  ["never", weekly, undefined],
] as const)("with agentAsks %s", async (agentAsks, input, why) => {
  await using house = await createAgentHouse({ scheduler: { agentAsks } });
  const { text } = await house.tool(await house.agentIn(), "job_add", input);
  expect(/because (.*?)\. Nothing/.exec(text)?.[1]).toBe(why);
  expect(await house.names()).toEqual(why === undefined ? [input.job] : []);
});

test("without anybody who puts questions, what needs a yes is refused", async () => {
  await using house = await createAgentHouse({ silent: true });
  const me = await house.agentIn();
  expect(await house.tool(me, "job_add", weekly)).toMatchObject({ isError: true, text: expect.stringContaining("nobody who puts questions") });
  expect((await house.tool(me, "job_add", once)).isError).toBe(false);
});

test("agents keep ten jobs together and none runs more often than every five minutes", async () => {
  await using house = await createAgentHouse({ scheduler: { agentMaxJobs: 3 } });
  const [me, other] = [await house.agentIn(), await house.agentIn("named:helper")];
  for (const schedule of ["* * * * *", "every 4m", "0,1 8 * * *", "* * 1 * *", "*/10 * * * * *"])
    expect(await house.tool(me, "job_add", { ...weekly, schedule }), schedule).toMatchObject({
      isError: true,
      text: expect.stringMatching(/every 5 minutes at most/),
    });
  await house.tool(me, "job_add", { ...once, job: "one" });
  await house.tool(other, "job_add", { ...once, job: "two" });
  await house.tool(other, "job_add", weekly);
  expect((await house.tool(me, "job_add", { ...once, job: "four" })).text).toMatch(/^Agents may keep 3 jobs, those that wait for a yes included/);
  await house.kernel.clock.jump({ hours: 48 });
  await house.until(
    async () => !(await house.tool(me, "job_add", { ...once, job: "four", schedule: "at 2026-04-01 09:00" })).isError,
    "places of jobs that are over",
  );
});

test("a change asks the gates of jobs first, with what would be done", async () => {
  const seen: unknown[] = [];
  const careful = definePlugin({
    api: 1,
    name: "careful",
    guards: ["beforeJob"],
    setup: ({ hooks }) =>
      void hooks.beforeJob.tap("no mail", ({ job, change, uses }) => {
        if (change) seen.push([job, change.kind, uses, change.does]);
        return change?.does?.includes("mail") ? deny("Mail is sent by people.") : undefined;
      }),
  });
  await using house = await createAgentHouse({ beside: [careful()] });
  const me = await house.agentIn();
  expect(await house.tool(me, "job_add", { ...once, body: "Send a mail." })).toMatchObject({
    isError: true,
    text: expect.stringContaining("denied by careful: no mail: Mail is sent by people."),
  });
  await house.tool(me, "job_add", once);
  await house.tool(me, "job_remove", { job: "later" });
  expect(seen).toEqual([
    ["later", "add", "agent", "An agent is told: Send a mail."],
    ["later", "add", "agent", "An agent is told: Look whether the tests are green."],
    ["later", "remove", "agent", undefined],
  ]);
  expect(await house.questions()).toEqual([]);
});

test("an agent finds its jobs again after it was begun anew in the same place", async () => {
  await using house = await createAgentHouse();
  const before = await house.agentIn();
  await house.tool(before, "job_add", once);
  const { Sessions } = await import("@instar/kernel/contracts");
  await house.kernel.service(Sessions).end("scripted-chat:main", "/new");
  const after = await house.agentIn();
  expect(after).not.toBe(before);
  expect((await house.tool(after, "job_remove", { job: "later" })).isError).toBe(false);
});
