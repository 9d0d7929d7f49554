import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin, type PluginEntry } from "@instar/kernel";
import { type Op, type SessionEvent, Sessions, Store } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import events from "@instar/plugin-events";
import sessions from "@instar/plugin-sessions";
import { openStore } from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, settle, type TestKernel } from "@instar/testing";
import quota, { Quota } from "../src/index.ts";

/** The real store, which can be taken away after so many commits: what a killed process wrote last. */
export function createMortalStore() {
  let opened: Awaited<ReturnType<typeof openStore>> | undefined;
  const state: { left: number } = { left: Number.POSITIVE_INFINITY };
  const plugin = definePlugin({
    api: 1,
    name: "store",
    provides: Store,
    async setup({ paths, clock, own }) {
      const file = own(await openStore({ file: path.join(paths.home, "instar.db"), clock }));
      opened = file;
      return (consumer: string) => {
        const real = file.store(consumer);
        return {
          ...real,
          async commit(ops: readonly Op[]) {
            if (state.left <= 0) throw new Error("The process was killed.");
            state.left -= 1;
            return real.commit(ops);
          },
        };
      };
    },
  })();
  return { plugin, state, close: async () => void (await opened?.close()) };
}

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
    /** Nothing is written any more after so many commits. */
    dieAfter: (commits: number) => {
      disk.state.left = commits;
    },
    /** The daemon dies without a word, and another one starts, with other options when they are given. */
    async crash(changed: Parameters<typeof quota>[0] = chosen) {
      chosen = changed;
      disk.state.left = 0;
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

/** Lets the house work until something holds; fails after a generous number of turns of the event loop. */
export async function until(holds: () => boolean | Promise<boolean>, what = "the expected state"): Promise<void> {
  for (let turn = 0; turn < 4_000; turn++) {
    try {
      if (await holds()) return;
    } catch {
      // Not yet: a part that the condition reads is still to come.
    }
    // Real files know nothing of the clock that is moved by hand, and are slow on a busy machine
    if (turn > 1_000) await new Promise((resolve) => setTimeout(resolve, 2));
    else await settle(1);
  }
  throw new Error(`Waited in vain for ${what}.`);
}
