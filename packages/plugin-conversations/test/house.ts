import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PluginEntry, Service } from "@instar/kernel";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, type TestKernel, type TestKernelOptions, until } from "@instar/testing";

export { until };

type Options = Parameters<typeof conversations>[0];

/** A house with everything real but its edges: the agent and the service behind the channel, which outlive it. */
export async function createHouse(
  more: {
    options?: Options;
    plugins?: readonly PluginEntry[];
    agent?: Parameters<typeof createScriptedAgent>[0];
    channel?: Parameters<typeof createScriptedChannel>[0];
    store?: PluginEntry;
    access?: PluginEntry;
    owners?: readonly string[];
    known?: readonly string[];
  } = {},
) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-house-"));
  const agent = createScriptedAgent(more.agent);
  const chat = createScriptedChannel(more.channel);
  let kernel: TestKernel | undefined;

  async function open(test: TestKernelOptions = {}): Promise<TestKernel> {
    const plugins = [
      more.store ?? store(),
      more.access ?? access({ owners: ["scripted-chat:owner", "raw:owner", ...(more.owners ?? [])], known: [...(more.known ?? [])] }),
      sessions(),
      conversations(more.options),
      agent.plugin,
      chat.plugin,
      ...(more.plugins ?? []),
    ];
    kernel = await createTestKernel(plugins, { project, ...(kernel ? { clock: kernel.clock } : {}), ...test });
    await until(() => chat.cursor !== undefined);
    return kernel;
  }

  return {
    agent,
    chat,
    open,
    /** Stops the kernel politely and opens another on the same folder. */
    async reopen() {
      await kernel?.stop("restart");
      return open();
    },
    /** What a killed process leaves: `cut` takes its store away first, so that nothing of its end is written. */
    async crash(cut: () => Promise<void>) {
      await cut();
      await kernel?.stop("It was cut off.").catch(() => undefined); // its store is gone, so its end cannot succeed
      return open();
    },
    get clock() {
      return (kernel as TestKernel).clock;
    },
    service: <T>(token: Service<T>) => (kernel as TestKernel).service(token),
    conversations: () => (kernel as TestKernel).service(Conversations),
    async [Symbol.asyncDispose]() {
      await kernel?.stop("The test is over.").catch(() => undefined); // a test that breaks the house on purpose has said so already
      await rm(project, { recursive: true, force: true });
    },
  };
}
