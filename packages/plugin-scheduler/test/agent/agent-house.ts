import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Contribution, PluginEntry } from "@instar/kernel";
import { type AgentCallable, AgentCallables, Approvals, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import approvals from "@instar/plugin-access/approvals";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import { callTool, createScriptedAgent, createTestKernel, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";
import scheduler, { JobScheduler } from "../../src/index.ts";

export interface AgentHouseOptions {
  readonly scheduler?: Parameters<typeof scheduler>[0];
  readonly beside?: readonly PluginEntry[];
  /** Without somebody who puts questions. */
  readonly silent?: boolean;
}

/** A house with everything real but its agent; `/home` of nobody. Sessions are begun by `agentIn(key)`. */
export async function createAgentHouse(options: AgentHouseOptions = {}) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-jobs-"));
  const agent = createScriptedAgent();
  let kernel: TestKernel | undefined;
  let disk = createMortalStore();
  const open = async () => {
    disk = createMortalStore();
    const desk = options.silent ? [] : [approvals()];
    const plugins = [
      disk.plugin,
      access(),
      sessions(),
      conversations(),
      ...desk,
      agent.plugin,
      scheduler({ timezone: "UTC", ...options.scheduler }),
      ...(options.beside ?? []),
    ];
    kernel = await createTestKernel(plugins, { project, ...(kernel ? { clock: kernel.clock } : { now: "2026-03-02T12:00:00Z" }) });
    return kernel;
  };
  await open();
  const running = () => kernel as TestKernel;

  const questions = async () => running().service(Approvals).list();
  return {
    project,
    agent,
    until,
    questions,
    get kernel() {
      return running();
    },
    get jobs() {
      return running().service(JobScheduler);
    },
    /** The id of the session of that key. */
    async agentIn(key = "scripted-chat:main") {
      return (await running().service(Sessions).open(key)).ref.id;
    },
    /** What the session of that id may call over the socket. */
    within(session: string): JobScheduler {
      const all = [...(running().contributions(AgentCallables) as Iterable<Contribution<AgentCallable>>)];
      return all.find(({ value }) => value.service === JobScheduler.id)?.value.as?.(session) as JobScheduler;
    },
    tool: async (session: string, name: string, input: unknown = {}) =>
      callTool(running(), name, input, { caller: { kind: "agent", session }, session: { id: session, driver: "scripted" } }),
    /** The only question that is open. */
    question: async () => until(async () => (await questions())[0], "a question"),
    async answer(answer: "yes" | "no") {
      const { id } = await until(async () => (await questions())[0], "a question");
      await running().service(Approvals).answer(id, answer, "terminal:owner");
    },
    file: async (slug: string) => readFile(path.join(project, ".instar/jobs", `${slug}.md`), "utf8").catch(() => undefined), // undefined: there is none
    names: async () => (await running().service(JobScheduler).list()).jobs.map(({ slug }) => slug),
    async reopen() {
      await running().stop("restart");
      await open();
    },
    /** The house dies at once: nothing more is written. */
    die: () => disk.close(),
    /** A dead one is begun anew. */
    async revive() {
      const gone = running()
        .stop("It is dead.")
        .catch(() => undefined); // its store is gone: that is the point
      for (let round = 0; round < 3; round++) await running().clock.advance(30_000);
      await gone;
      await open();
    },
    async [Symbol.asyncDispose]() {
      await running()
        .stop("The test is over.")
        .catch(() => undefined); // a house that was killed has stopped
      await rm(project, { recursive: true, force: true });
    },
  };
}
