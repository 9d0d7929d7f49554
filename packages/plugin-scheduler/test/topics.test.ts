import { mkdir, mkdtemp, realpath, rm, unlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin } from "@instar/kernel";
import { AgentCallables, HealthChecks, type Job, Jobs, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, type TestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { JobScheduler } from "../src/contract.ts";
import scheduler from "../src/index.ts";
import { file, job } from "./house.ts";

const minute = 60_000;

/** A house whose owner has written in a chat with threads; both outlive it. */
async function openHouse({
  files = {},
  jobs = [],
  options = {},
  threads = true,
}: {
  files?: Readonly<Record<string, string>>;
  jobs?: readonly Job[];
  options?: Parameters<typeof scheduler>[0];
  threads?: boolean;
}) {
  const project = await realpath(await mkdtemp(path.join(os.tmpdir(), "instar-job-topics-")));
  const folder = path.join(project, ".instar", "jobs");
  await mkdir(folder, { recursive: true });
  for (const [slug, text] of Object.entries(files)) await writeFile(path.join(folder, `${slug}.md`), text);
  const agent = createScriptedAgent();
  const chat = createScriptedChannel({ housePlan: true, ...(threads && { threads: "find" as const }) });
  const worker = definePlugin({ api: 1, name: "worker", setup: ({ contribute }) => void jobs.map((one) => contribute(Jobs, one)) });
  let kernel: TestKernel | undefined;
  async function boot(withChat = true) {
    const clock = kernel?.clock;
    kernel = await createTestKernel(
      [
        store(),
        access({ owners: ["scripted-chat:owner"], known: ["scripted-chat:guest"] }),
        sessions(),
        conversations(),
        agent.plugin,
        withChat ? chat.plugin : createScriptedChannel({ id: "other" }).plugin,
        scheduler({ timezone: "UTC", stopGraceMs: 0, ...options }),
        worker(),
      ],
      { project, now: "2026-03-02T08:00:00Z", ...(clock && { clock }) },
    );
    if (withChat) await expect.poll(() => chat.cursor !== undefined).toBe(true);
  }
  await boot();
  const running = () => kernel as TestKernel;
  const say = async (text: string, how: Parameters<typeof chat.say>[1] = {}) => {
    const before = chat.sent.length;
    await chat.say(text, how);
    await expect.poll(() => chat.sent.length).toBeGreaterThan(before);
    return chat.sent.at(-1)?.text ?? "";
  };
  await say("hello");
  return {
    agent,
    chat,
    say,
    jobs: () => running().service(JobScheduler),
    kernel: running,
    remove: (slug: string) => unlink(path.join(folder, `${slug}.md`)),
    toldIn: (thread?: string) => chat.sent.filter((part) => part.thread === thread && !part.text.startsWith("You said")).map(({ text }) => text),
    /** Runs one now, and resolves when it has ended and what it said is told. */
    async run(slug: string) {
      const { run = "" } = await running().service(JobScheduler).trigger(slug);
      await expect.poll(async () => (await running().service(JobScheduler).run(run)).state).not.toMatch(/^(queued|running)$/);
      await expect.poll(async () => (await running().service(Conversations).status()).pending).toBe(0);
    },
    async reopen(withChat = true) {
      await running().stop("restart");
      await boot(withChat);
    },
    async [Symbol.asyncDispose]() {
      await kernel?.stop("The test is over.");
      await rm(project, { recursive: true, force: true });
    },
  };
}

const backup = file({ schedule: "@yearly", execute: "script", name: "Backup", topic: true }, "echo copied");

test("a job's results come in a topic of its own, made when there is something to say, and the same one after a restart", async () => {
  await using house = await openHouse({ files: { backup, quiet: file({ schedule: "@yearly", execute: "script", topic: "Quiet" }, "true") } });
  await house.run("quiet");
  expect(house.chat.threads.size).toBe(0);
  await house.run("backup");
  await expect.poll(() => house.toldIn("thread-1")).toEqual(["Backup\n\ncopied"]);
  await house.reopen();
  await house.run("backup");
  await expect.poll(() => house.toldIn("thread-1")).toHaveLength(2);
  expect([...house.chat.threads]).toEqual([["job:backup", { channel: "scripted-chat", conversation: "main", thread: "thread-1" }]]);
  expect(house.toldIn()).toEqual([]);
});

test("alerts and that it works again come there too, of a job in code as well, in the conversation that the options name", async () => {
  let isBroken = true;
  const flaky = job(
    "flaky",
    async () => {
      if (isBroken) throw new Error("The disk is full.");
    },
    { topic: "Flaky things", schedule: { everyMs: 86_400_000 } },
  );
  await using house = await openHouse({ jobs: [flaky], options: { topicsIn: "scripted-chat:operations" } });
  for (let round = 0; round < 3; round++) await house.run("flaky");
  await expect.poll(() => house.toldIn("thread-1")).toEqual([expect.stringContaining("failed 3 times in a row")]);
  isBroken = false;
  await house.run("flaky");
  await expect.poll(() => house.toldIn("thread-1").at(-1)).toMatch(/^The job .* works again/);
  // It may be at night, and nobody has to do anything about it
  expect(house.chat.sent.filter(({ thread }) => thread === "thread-1").map(({ silent = false }) => silent)).toEqual([false, true]);
  expect([...house.chat.threads.values()]).toEqual([{ channel: "scripted-chat", conversation: "operations", thread: "thread-1" }]);
});

test.each([
  ["there are no threads", { threads: false }],
  ["none can be opened", {}],
])("a job is told as ever where %s", async (why, given) => {
  await using house = await openHouse({ files: { backup }, ...given });
  if (why.startsWith("none")) house.chat.fail({ outcome: "not-sent", next: "never" });
  await house.run("backup");
  await expect.poll(() => house.toldIn()).toEqual(["Backup\n\ncopied"]);
});

test("a job whose topic is on a channel that is gone is told as ever, and in its topic again when the channel is back", async () => {
  await using house = await openHouse({ files: { backup } });
  await house.run("backup");
  await house.reopen(false);
  const { run = "" } = await house.jobs().trigger("backup");
  const outbox = async () => (await house.kernel().service(Conversations).outbox()).map(({ address }) => address);
  await expect.poll(async () => (await house.jobs().run(run)).state).toBe("succeeded");
  await expect.poll(outbox).toContainEqual({ channel: "local", conversation: "main" });
  await house.reopen();
  await house.jobs().trigger("backup");
  await expect.poll(() => house.toldIn("thread-1")).toHaveLength(2);
});

test("a topic that was refused is named by the health check, and asked for again after an hour, not at each run", async () => {
  await using house = await openHouse({ files: { backup } });
  const health = () => [...house.kernel().contributions(HealthChecks)].find(({ value }) => value.id === "scheduler")?.value.run(new AbortController().signal);
  house.chat.fail({ outcome: "not-sent", next: "never" });
  for (const times of [1, 2]) {
    await house.run("backup");
    await expect.poll(() => house.toldIn()).toHaveLength(times);
  }
  expect(house.chat.threads.size).toBe(0);
  expect(await health()).toMatchObject({
    status: "warn",
    summary: "No topic could be opened for the job backup.",
    why: expect.stringContaining("refused the thread"),
  });
  await house.kernel().clock.jump({ hours: 1 });
  await house.run("backup");
  await expect.poll(() => house.toldIn("thread-1")).toHaveLength(1);
  expect(await health()).toMatchObject({ status: "ok" });
});

test("in its topic the agent knows the job and may change it as its own, /jobs shows it first, and removing it closes nothing", async () => {
  const other = file({ schedule: "@daily", execute: "script" }, "true");
  await using house = await openHouse({ files: { backup, other } });
  await house.run("backup");
  await expect.poll(() => house.toldIn("thread-1")).toHaveLength(1);
  await house.say("what is this?", { thread: "thread-1" });
  const context = house.agent.inputs.at(-1)?.context?.join("\n") ?? "";
  expect(context).toContain("the topic of the job backup");
  expect(context).toMatch(/- backup![\w-]+: succeeded .*\n {2}> copied/);
  expect(await house.say("/jobs", { thread: "thread-1" })).toMatch(/^backup: .*\nother: /);
  expect(await house.say("/jobs")).toMatch(/^other: .*\nbackup: /);
  expect(await house.say("/jobs show", { thread: "thread-1" })).toContain("copied");

  const records = await house.kernel().service(Sessions).list();
  const within = (thread: string | undefined) => {
    const session = records.find(({ address }) => address !== undefined && address.thread === thread)?.id ?? "";
    const callable = [...house.kernel().contributions(AgentCallables)].find(({ value }) => value.service === JobScheduler.id);
    return callable?.value.as?.(session) as unknown as JobScheduler;
  };
  await expect(within(undefined).disable("backup")).rejects.toMatchObject({ code: "JOB_AGENT_NOT_YOURS" });
  await expect(within("thread-1").disable("other")).rejects.toMatchObject({ code: "JOB_AGENT_NOT_YOURS" });
  await house.say("switch it off", { thread: "thread-1", from: "guest" });
  await expect(within("thread-1").disable("backup")).rejects.toMatchObject({ code: "JOB_AGENT_NOT_YOURS" });
  await expect(within("thread-1").trigger("backup")).rejects.toMatchObject({ code: "JOB_AGENT_NOT_YOURS" });
  await house.say("yes, do", { thread: "thread-1" });
  expect(await within("thread-1").disable("backup")).toMatchObject({ enabled: false });

  await house.jobs().remove("backup");
  await house.kernel().clock.advance(minute);
  expect(house.chat.closed.size).toBe(0);
  await house.say("and now?", { thread: "thread-1" });
  expect(house.agent.inputs.at(-1)?.context?.join("\n") ?? "").not.toContain("backup");
});
