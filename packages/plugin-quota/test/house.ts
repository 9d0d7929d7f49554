import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PluginEntry } from "@instar/kernel";
import { type SessionEvent, Sessions } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import events from "@instar/plugin-events";
import sessions from "@instar/plugin-sessions";
import { createScriptedAgent, createScriptedChannel, createTestKernel, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";
import quota, { Quota } from "../src/index.ts";

export interface HouseOptions {
  readonly quota?: Parameters<typeof quota>[0];
  readonly plugins?: readonly PluginEntry[];
  readonly now?: string;
}

/** A house with everything real but its edges: the agent and the service behind the channel, which outlive it. */
export async function createHouse(options: HouseOptions = {}) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-quota-"));
  const agent = createScriptedAgent();
  const chat = createScriptedChannel();
  let disk = createMortalStore();
  let kernel: TestKernel | undefined;
  let chosen = options.quota;

  async function open() {
    disk = createMortalStore();
    kernel = await createTestKernel(
      [
        disk.plugin,
        events(),
        access({ owners: ["scripted-chat:owner"], known: ["scripted-chat:ann", "scripted-chat:bob"] }),
        sessions(),
        conversations(),
        agent.plugin,
        chat.plugin,
        ...(options.plugins ?? []),
        quota({ timezone: "UTC", ...chosen }),
      ],
      { project, ...(kernel ? { clock: kernel.clock } : options.now === undefined ? {} : { now: options.now }) },
    );
    await until(() => chat.cursor !== undefined);
    return kernel;
  }
  await open();
  const running = () => kernel as TestKernel;

  return {
    agent,
    chat,
    project,
    kernel: running,
    get clock() {
      return running().clock;
    },
    quota: () => running().service(Quota),
    sessions: () => running().service(Sessions),
    conversations: () => running().service(Conversations),
    /** The daemon dies without a word, and another one starts, with other options when they are given. */
    async crash(changed: Parameters<typeof quota>[0] = chosen) {
      chosen = changed;
      await disk.close();
      await running()
        .stop("Killed.")
        .catch(() => undefined); // its store is gone: that is the point
      await open();
    },
    async reopen(changed: Parameters<typeof quota>[0] = chosen) {
      chosen = changed;
      await running().stop("restart");
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

export const usage = (costUsd: number, inputTokens = 100, outputTokens = 10, calls = 1): SessionEvent => ({
  type: "usage",
  inputTokens,
  outputTokens,
  costUsd,
  calls,
});
