import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Contribution, PluginEntry } from "@instar/kernel";
import { type AgentCallable, AgentCallables, Sessions } from "@instar/kernel/contracts";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createTestKernel, settle, type TestKernel } from "@instar/testing";
import namedSessions, { NamedSessions } from "../src/index.ts";

/** The store's own thread takes as long as the machine lets it. */
async function others(round: number): Promise<void> {
  await settle();
  if (round > 20) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A house with named sessions and an agent that does what the test says; `crash` leaves everything as a dead daemon does. */
export async function createNamedHouse(options: { readonly plugin?: Parameters<typeof namedSessions>[0]; readonly beside?: readonly PluginEntry[] } = {}) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-named-"));
  const agent = createScriptedAgent();
  const open = () =>
    createTestKernel([store(), agent.plugin, sessions(), namedSessions(options.plugin), ...(options.beside ?? [])], { project, now: "2026-03-10T12:00:00Z" });
  let kernel: TestKernel = await open();
  const named = () => kernel.service(NamedSessions);
  return {
    agent,
    project,
    get kernel() {
      return kernel;
    },
    get clock() {
      return kernel.clock;
    },
    get named() {
      return named();
    },
    get sessions() {
      return kernel.service(Sessions);
    },
    /** What a session of the house may do. */
    asAgent(session: string): NamedSessions {
      const callable = [...(kernel.contributions(AgentCallables) as Iterable<Contribution<AgentCallable>>)].find(
        ({ value }) => value.service === NamedSessions.id,
      );
      return callable?.value.as?.(session) as NamedSessions;
    },
    /** The turn once it has ended. */
    async ended(id: string) {
      for (let round = 0; round < 2_000; round++) {
        const turn = await named().turn(id);
        if (turn.state !== "queued" && turn.state !== "running") return turn;
        await others(round);
      }
      throw new Error(`The turn did not end: ${JSON.stringify(await named().turn(id))}`);
    },
    async until(holds: () => boolean | Promise<boolean>) {
      for (let round = 0; round < 2_000; round++) {
        if (await holds()) return;
        await others(round);
      }
      throw new Error("It did not come to that.");
    },
    async reopen() {
      await kernel.stop("restart");
      kernel = await open();
    },
    async [Symbol.asyncDispose]() {
      await kernel.stop("The test is over.");
      await rm(project, { recursive: true, force: true });
    },
  };
}
