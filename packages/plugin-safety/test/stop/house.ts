import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PluginEntry } from "@instar/kernel";
import { Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import events from "@instar/plugin-events";
import namedSessions from "@instar/plugin-named-sessions";
import scheduler from "@instar/plugin-scheduler";
import sessions from "@instar/plugin-sessions";
import completions from "@instar/plugin-sessions/completions";
import { createScriptedAgent, createScriptedChannel, createTestKernel, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";
import safety, { Safety } from "../../src/index.ts";

/** A house with everything real but its edges: the agent and the service behind the channel, which outlive it. */
export async function createHouse(more: readonly PluginEntry[] = []) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-stop-"));
  const agent = createScriptedAgent({ steer: false, deaf: ({ ref }) => ref.address?.conversation === "deaf" });
  const chat = createScriptedChannel();
  let kernel: TestKernel | undefined;

  async function open(start: true | "set-up" = true) {
    const disk = createMortalStore();
    kernel = await createTestKernel(
      [
        disk.plugin,
        events(),
        access({ owners: ["scripted-chat:owner"], known: ["scripted-chat:ann"] }),
        sessions({ maxLiving: 20 }),
        conversations(),
        completions(),
        namedSessions(),
        scheduler(),
        agent.plugin,
        chat.plugin,
        ...more,
        safety(),
      ],
      { project, start, ...(kernel ? { clock: kernel.clock } : { now: "2026-03-01T10:00Z" }) },
    );
    if (start === true) await until(() => chat.cursor !== undefined);
  }
  await open();
  const running = () => kernel as TestKernel;

  return {
    agent,
    chat,
    kernel: running,
    get clock() {
      return running().clock;
    },
    safety: () => running().service(Safety),
    sessions: () => running().service(Sessions),
    conversations: () => running().service(Conversations),
    async reopen(start: true | "set-up" = true) {
      await running().stop("restart");
      await open(start);
    },
    async [Symbol.asyncDispose]() {
      await running().stop("The test is over.");
      await rm(project, { recursive: true, force: true });
    },
  };
}
