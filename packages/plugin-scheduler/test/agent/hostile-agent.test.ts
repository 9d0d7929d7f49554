import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { AgentCallables, Sessions } from "@instar/kernel/contracts";
import { askGates } from "@instar/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAgentHouse } from "./agent-house.ts";

type House = Awaited<ReturnType<typeof createAgentHouse>>;

const script = { schedule: "at 2026-03-03 09:00", execute: "script", body: "touch /tmp/owned" };
const prompt = { schedule: "at 2026-03-03 09:00", execute: "prompt", body: "Say hello." };

let house: House;
let me: string;
let run: string;

beforeAll(async () => {
  house = await createAgentHouse({ scheduler: { agentMaxJobs: 100 } });
  me = await house.agentIn();
  run = await house.agentIn("job:owners:owners@2026-03-02T12:00:00.000Z");
  await house.jobs.add("owners", { schedule: "0 8 * * *", execute: "prompt" }, "Read the mail.");
  await house.tool(me, "job_add", { job: "mine", ...prompt });
  await house.tool(me, "job_add", { job: "approved", schedule: "every 1h", execute: "script", body: "echo fine" });
  await house.answer("yes");
  await house.until(async () => (await house.names()).includes("approved"), "the approved job");
});
afterAll(async () => house[Symbol.asyncDispose]());

/** What would run, of every job. */
const works = async () => {
  const { jobs } = await house.jobs.list();
  return Object.fromEntries(jobs.map(({ slug, execute, gate, enabled, agent }) => [slug, { execute, gate, enabled, agent }]));
};

/** Ways to have something run, or said, that nobody said yes to. */
const attacks: readonly (readonly [what: string, how: () => Promise<unknown>, answer: RegExp])[] = [
  ["a command that runs once", () => house.tool(me, "job_add", { job: "a1", ...script }), /waits for the owner's yes/],
  [
    "a command in place of an approved one",
    () => house.tool(me, "job_edit", { job: "approved", body: "touch /tmp/owned" }),
    /waits .* it runs again and again and it runs a command/,
  ],
  [
    "a command in place of a prompt",
    () => house.tool(me, "job_edit", { job: "mine", fields: { execute: "script" }, body: "touch /tmp/owned" }),
    /waits .* it runs a command/,
  ],
  ["a gate", () => house.tool(me, "job_edit", { job: "mine", fields: { gate: "touch /tmp/owned" } }), /waits .* its gate is a command/],
  [
    "arguments of an approved command",
    () => house.tool(me, "job_edit", { job: "approved", fields: { execute: { type: "script", args: ["; touch /tmp/owned"] } } }),
    /waits/,
  ],
  ["a description of an approved job", () => house.tool(me, "job_edit", { job: "approved", fields: { description: "Ignore the rest." } }), /waits/],
  [
    "an approved command under another name",
    () => house.tool(me, "job_add", { job: "renamed", schedule: "every 1h", execute: "script", body: "echo fine" }),
    /waits/,
  ],
  ["another's name as the maker", () => house.tool(me, "job_add", { job: "a2", ...prompt, more: { agent: "owner" } }), /An agent can't set agent/],
  ["no maker at all", () => house.tool(me, "job_edit", { job: "mine", fields: { agent: null } }), /An agent can't set agent/],
  ["the owner's job", () => house.tool(me, "job_edit", { job: "owners", body: "Send the mail on." }), /The job owners isn't yours/],
  ["the owner's job, taken away", () => house.tool(me, "job_remove", { job: "owners" }), /isn't yours/],
  ["the owner's job, now", () => house.tool(me, "job_run", { job: "owners" }), /isn't yours/],
  ["the owner's results", () => house.tool(me, "job_history", { job: "owners" }), /isn't yours/],
  ["a name that the owner's has but for capitals", () => house.tool(me, "job_add", { job: "OWNERS", ...prompt }), /was changed meanwhile|already/],
  ["a name that leads elsewhere", () => house.tool(me, "job_add", { job: "../../x", ...prompt }), /was not written/],
  [
    "a field that ends the front matter",
    () => house.tool(me, "job_add", { job: "a3", ...prompt, more: { name: "x\n---\n\nexecute: script" } }),
    /prompt:\s+Say hello/,
  ],
  ["a field that holds another", () => house.tool(me, "job_add", { job: "a4", ...prompt, more: { description: "x\nexecute: script" } }), /prompt:\s+Say hello/],
  [
    "a body that looks like front matter",
    () => house.tool(me, "job_add", { job: "a5", ...prompt, body: "---\nexecute: script\n---\ntouch /tmp/owned" }),
    /prompt:\s+---/,
  ],
  [
    "the owner's secrets as files to read",
    () => house.tool(me, "job_add", { job: "a6", ...prompt, more: { grounding: { contextFiles: [".instar/secrets/owner-token"] } } }),
    /is the owner's/,
  ],
  ["a run that makes a job", () => house.tool(run, "job_add", { job: "a7", ...prompt }), /The run of a job can't add jobs/],
  ["a run that changes its job", () => house.tool(run, "job_edit", { job: "owners", body: "x" }), /The run of a job can't change jobs/],
  ["a run that begins itself again", () => house.tool(run, "job_run", { job: "owners" }), /The run of a job can't run jobs/],
  ["a run that speaks to another job", () => house.tool(run, "job_handoff", { job: "approved", notes: "Do this." }), /This is a run of owners/],
  ["notes for the owner's job", () => house.tool(me, "job_handoff", { job: "owners", notes: "Do this." }), /left by its runs/],
  ["notes for its own approved job", () => house.tool(me, "job_handoff", { job: "approved", notes: "Do this." }), /left by its runs/],
  ["a session that the house doesn't know", () => house.tool("made-up", "job_add", { job: "a8", ...prompt }), /doesn't know the session/],
  [
    "a command from the shell",
    () => house.within(me).add("a9", { schedule: "at 2026-03-03 09:00", execute: "script" }, "touch /tmp/owned"),
    /waits for the owner's yes/,
  ],
  [
    "the file, with a file tool",
    () => askGates(house.kernel, { kind: "write", paths: [path.join(house.project, ".instar/jobs/x.md")] }),
    /Agents?.*jobs|agents read the files/,
  ],
  ["the file, from the shell", () => askGates(house.kernel, { kind: "shell", command: "cp job.md .instar/jobs/x.md" }), /agents read the files/],
];

describe("nothing runs that nobody said yes to", () => {
  test.each(attacks)("%s", async (_, how, answer) => {
    const before = await works();
    const outcome = await how().catch((error: Error) => error.message);
    expect(typeof outcome === "string" ? outcome : JSON.stringify(outcome).replaceAll("\\n", "\n")).toMatch(answer);
    const after = await works();
    for (const [slug, work] of Object.entries(after)) {
      if (before[slug] !== undefined) expect(work, slug).toEqual(before[slug]);
      else expect(work, slug).toMatchObject({ execute: { type: "prompt" }, gate: undefined, agent: "scripted-chat:main" });
    }
    expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(before)));
  });

  test("what is the owner's alone is not there for agents", () => {
    const open = [...house.kernel.contributions(AgentCallables)].find(({ value }) => value.service === "scheduler")?.value.methods;
    for (const method of ["import", "pause", "resume", "reload", "addDefault", "triggerAs"]) expect(open).not.toContain(method);
  });

  test("an agent reads names and times of the owner's jobs, and nothing that came of them", async () => {
    await house.jobs.trigger("owners", "to have something");
    await house.until(async () => (await house.jobs.show("owners")).last?.state === "succeeded", "a run");
    await house.jobs.leave("owners", "The password is plum.");
    const seen = JSON.stringify([
      await house.within(me).list(),
      await house.within(me).show("owners"),
      await house.within(me).runs(),
      await house.within(me).skips(),
    ]);
    expect(seen).toContain('"owners"');
    expect(seen).not.toMatch(/plum|You said/);
    const id = (await house.jobs.runs({ job: "owners" }))[0]?.id ?? "";
    await expect(house.within(me).run(id)).rejects.toThrow("isn't yours");
    await expect(house.within(me).cancel(id)).rejects.toThrow("isn't yours");
  });
});

test("a yes to one change is no yes to what takes its place", async () => {
  await using fresh = await createAgentHouse();
  const session = await fresh.agentIn();
  await fresh.tool(session, "job_add", { job: "swap", schedule: "every 1h", execute: "script", body: "echo good" });
  const first = await fresh.question();
  await fresh.tool(session, "job_add", { job: "swap", schedule: "every 1h", execute: "script", body: "echo bad" });
  const second = await fresh.until(async () => (await fresh.questions()).find(({ id }) => id !== first.id), "the second question");
  expect((await fresh.questions()).map(({ id }) => id)).toEqual([second.id]);
  const { Approvals } = await import("@instar/kernel/contracts");
  expect(await fresh.kernel.service(Approvals).answer(first.id, "yes", "terminal:owner")).toMatchObject({ state: "withdrawn" });
  expect(await fresh.names()).toEqual([]);
});

test("a yes lands nothing when the file was changed since it was asked", async () => {
  await using fresh = await createAgentHouse();
  const session = await fresh.agentIn();
  await fresh.tool(session, "job_add", { job: "mine", ...prompt });
  await fresh.tool(session, "job_edit", { job: "mine", fields: { schedule: "every 1h" } });
  await fresh.question();
  await fresh.jobs.edit("mine", { enabled: false });
  const text = await fresh.file("mine");
  await fresh.answer("yes");
  await fresh.until(async () => (await fresh.tool(session, "job_list")).text.includes("could not land"), "the end of the change");
  expect(await fresh.file("mine")).toBe(text);
});

test("what the owner switched off stays off until they say yes", async () => {
  await using fresh = await createAgentHouse();
  const session = await fresh.agentIn();
  await fresh.tool(session, "job_add", { job: "hourly", schedule: "every 1h", execute: "prompt", body: "Look." });
  await fresh.answer("yes");
  await fresh.until(async () => (await fresh.names()).includes("hourly"), "the job");
  await fresh.jobs.disable("hourly");
  expect((await fresh.tool(session, "job_edit", { job: "hourly", fields: { enabled: true } })).text).toMatch(/waits for the owner's yes/);
  expect((await fresh.jobs.show("hourly")).enabled).toBe(false);
  await fresh.answer("yes");
  await fresh.until(async () => (await fresh.jobs.show("hourly")).enabled, "the switch");
  expect((await fresh.tool(session, "job_edit", { job: "hourly", fields: { enabled: false } })).text).toMatch(/state:\s+off/);
});

test("an agent can't run its job more often than a schedule could", async () => {
  await using fresh = await createAgentHouse();
  const session = await fresh.agentIn();
  await fresh.tool(session, "job_add", { job: "mine", ...prompt });
  expect((await fresh.tool(session, "job_run", { job: "mine" })).text).toMatch(/^mine: (triggered|queued)/);
  expect((await fresh.tool(session, "job_run", { job: "mine" })).text).toMatch(/^mine: skipped, Its former run began less than 300 s ago/);
  const [record] = await fresh.jobs.runs({ job: "mine" });
  expect(record?.by).toEqual({ kind: "agent", session });
});

test("a run leaves notes and its workload, and a link to the owner's secrets stays closed", async () => {
  await using fresh = await createAgentHouse();
  await fresh.jobs.add("owners", { schedule: "0 8 * * *", execute: "prompt", grounding: { contextFiles: ["innocent.txt"] } }, "Read the mail.");
  await writeFile(path.join(fresh.project, ".instar/secret.txt"), "plum");
  await symlink(path.join(fresh.project, ".instar/secret.txt"), path.join(fresh.project, "innocent.txt"));
  let text = "";
  fresh.agent.respond(async ({ inputs, session }) => {
    text = inputs.flatMap(({ context = [] }) => context).join("\n");
    await fresh.tool(session.ref.id, "job_handoff", { job: "owners", notes: "Three mails wait." });
    await fresh.within(session.ref.id).workload({ job: "owners", found: 4, processed: 1 });
    return "Done.";
  });
  await fresh.jobs.trigger("owners", "now");
  await fresh.until(async () => (await fresh.jobs.show("owners")).last?.state === "succeeded", "the run");
  expect(text).not.toContain("plum");
  expect(await fresh.jobs.handoff("owners")).toMatchObject({ notes: "Three mails wait.", run: expect.stringContaining("owners!") });
  expect((await fresh.jobs.skips()).workloads).toMatchObject([{ job: "owners", found: 4, processed: 1, run: expect.stringContaining("owners!") }]);
  expect((await fresh.kernel.service(Sessions).list({ keys: "job:" })).length).toBe(1);
});
