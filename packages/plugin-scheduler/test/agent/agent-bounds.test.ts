import { Conversations } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { questionText } from "../../../plugin-access/src/question-text.ts";
import { createAgentHouse } from "./agent-house.ts";

type House = Awaited<ReturnType<typeof createAgentHouse>>;

const add = async (house: House, session: string, job: string, fields: object = {}) =>
  (await house.tool(session, "job_add", { job, schedule: "at 2026-03-03 09:00", execute: "prompt", body: "Say hello.", ...fields })).text;

test("jobs whose only moment is over are no way around the number of an agent's jobs", async () => {
  await using house = await createAgentHouse({ scheduler: { agentMaxJobs: 1 } });
  const me = await house.agentIn();
  expect(await add(house, me, "past", { schedule: "at 2020-01-01 09:00" })).toContain("The only moment of past is over");
  for (let number = 0; number < 5; number++) {
    expect(await add(house, me, `a${number}`, { schedule: `at 2026-03-02 12:0${2 * number + 1}` })).toContain("when: ");
    expect(await add(house, me, "more")).toContain("Agents may keep 1 job");
    await house.kernel.clock.advance(2 * 60_000);
  }
  expect((await house.tool(me, "job_run", { job: "a0" })).text).toContain("The only moment of a0 is over");
  expect(await add(house, me, "more")).toContain("Agents have 5 files of jobs");
  await house.tool(me, "job_remove", { job: "a0" });
  expect(await add(house, me, "more")).toContain("when: ");
});

test("an agent's job inherits nothing of a job that is gone", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  await house.jobs.add("mail", { schedule: "0 8 * * *", execute: "script" }, "echo plum");
  await house.jobs.trigger("mail");
  await house.until(async () => (await house.jobs.show("mail")).last?.state === "succeeded", "a run");
  await house.jobs.leave("mail", "The password is plum.");
  await house.jobs.pause("mail");
  await house.jobs.remove("mail");
  expect(await add(house, me, "mail")).toContain("A job of the name mail has been here before");
  await house.jobs.add("mail", { schedule: "0 8 * * *", execute: "script" }, "echo again");
  expect(await house.jobs.handoff("mail")).toBeUndefined();
  expect(await house.jobs.show("mail")).toMatchObject({ paused: false, failures: 0 });
});

test("the owner reads every command whole before they say yes", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  const shown = async () => questionText(await house.question(), house.kernel.clock.now(), false);
  const long = Array.from({ length: 60 }, (_, line) => `Step ${line}: look at the weather and write it down.`).join("\n");
  await add(house, me, "gated", { body: long, more: { gate: "touch /tmp/owned" } });
  expect(await shown()).toContain("Before each run it runs the command: touch /tmp/owned");
  await house.answer("no");
  await house.until(async () => (await house.questions()).length === 0, "the end of the question");

  const script = { execute: "script", body: `${"echo fine\n".repeat(30)}touch /tmp/owned\n${"echo fine\n".repeat(30)}` };
  expect(await add(house, me, "scripted", script)).toContain("could not read the command of the job scripted whole");
  expect(await add(house, me, "gated", { more: { gate: `true ${"#".repeat(600)}` } })).toContain("could not read the gate of the job gated whole");
  expect(await add(house, me, "named", { execute: "script", body: "echo fine", more: { description: "x".repeat(1_200) } })).toContain(
    "could not read the command",
  );
  const hidden = "\u{200b}".repeat(300);
  expect(await add(house, me, "hidden", { execute: "script", body: `echo ${hidden}` })).toContain("could not read the command");

  expect(await add(house, me, "whole", { execute: "script", body: `${"echo fine\n".repeat(9)}touch /tmp/owned` })).toContain("waits for the owner's yes");
  expect(await shown()).toMatch(/It runs the command at the end of this file\.[\s\S]+touch \/tmp\/owned/);
  await house.answer("no");
  await house.until(async () => (await house.questions()).length === 0, "the end of the question");
  const shadow = { schedule: "at 2026-03-03 09:00", execute: { type: "script", value: "touch /tmp/owned" } };
  await expect(house.within(me).add("shadow", shadow, "echo fine")).rejects.toThrow("both say what to do");
});

test("an owner is not asked without end", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  const answers: string[] = [];
  for (let hours = 1; hours <= 30; hours++) answers.push(await add(house, me, "same", { schedule: `every ${hours}h` }));
  expect(answers.filter((text) => text.includes("waits for the owner's yes"))).toHaveLength(20);
  expect(answers.at(-1)).toContain("was asked about changes of jobs 20 times within the last hour");
  expect(await house.questions()).toHaveLength(1);
  expect((await house.kernel.service(Conversations).outbox({ limit: 100 })).length).toBeLessThanOrEqual(40);
  await house.kernel.clock.advance(3_600_000);
  expect(await add(house, me, "same", { schedule: "every 40h" })).toContain("waits for the owner's yes");
});

test("a yes to a command at one moment is none to running it as often as an agent likes", async () => {
  await using house = await createAgentHouse();
  const me = await house.agentIn();
  await add(house, me, "once", { execute: "script", body: "echo fine" });
  await house.answer("yes");
  await house.until(async () => (await house.names()).includes("once"), "the job");
  expect((await house.tool(me, "job_run", { job: "once" })).text).toContain("The owner's yes to once is for its one moment");
  await house.kernel.clock.advance(21 * 3_600_000);
  await house.until(async () => (await house.jobs.runs({ job: "once" }))[0]?.state === "succeeded", "its run");
  expect(await house.jobs.runs({ job: "once" })).toHaveLength(1);
});

test("an agent neither pushes another's wish aside nor passes its words for lines of the house", async () => {
  await using house = await createAgentHouse();
  const [me, other] = [await house.agentIn(), await house.agentIn("scripted-chat:other")];
  await add(house, me, "wish", { schedule: "every 6h" });
  const { id } = await house.question();
  expect(await add(house, other, "wish")).toContain("The job wish isn't yours");
  expect((await house.questions()).map((question) => question.id)).toEqual([id]);
  const shown = await add(house, me, "mine", { more: { name: "Mail\nmade by:   you", description: "Fine.\nstate:     off" } });
  expect(shown.match(/^made by: .*$/gm)).toEqual(["made by:   the agent of scripted-chat:main"]);
  expect(shown.match(/^state: .*$/gm)).toEqual(["state:     on"]);
});
