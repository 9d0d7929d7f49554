import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ask, definePlugin, type PluginEntry, type ToolCall } from "@instar/kernel";
import { Approvals, type Decision, Events, type RecordedEvent } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import approvals from "@instar/plugin-access/approvals";
import { AccessDesk } from "@instar/plugin-access/contract";
import conversations from "@instar/plugin-conversations";
import { Conversations } from "@instar/plugin-conversations/contract";
import events from "@instar/plugin-events";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, settle, type TestKernel, until } from "@instar/testing";
import { createMortalStore } from "@instar/testing/mortal-store";

export interface HouseOptions {
  readonly access?: Parameters<typeof access>[0];
  readonly approvals?: Parameters<typeof approvals>[0];
  readonly plugins?: readonly PluginEntry[];
}

/** Asks before every tool. */
const cautious = definePlugin({
  api: 1,
  name: "cautious",
  guards: ["preToolUse"],
  setup: ({ hooks }) => void hooks.preToolUse.tap("ask before everything", () => ask("It could do harm.")),
})();

/** A house with everything real but its edges. The agent uses a tool when it is told `run <command>`; calls that were allowed are in `ran`. */
export async function createHouse(options: HouseOptions = {}) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-access-"));
  const agent = createScriptedAgent({ steer: false });
  const chat = createScriptedChannel({ partLength: 5_000, buttons: true });
  const ran: string[] = [];
  const decisions: Decision[] = [];
  let kernel: TestKernel | undefined;
  let disk = createMortalStore();
  let calls = 0;

  agent.respond(async ({ inputs, session, host, signal }) => {
    const text = inputs.map((input) => input.text).join("\n");
    const commands = [...text.matchAll(/^run (.*)$/gm)].map(([, command]) => command as string);
    if (commands.length === 0) return `You said: ${text}`;
    const results = await Promise.all(
      commands.map(async (command) => {
        const call: ToolCall = {
          id: `call-${++calls}`,
          session: session.ref,
          cwd: project,
          tool: "Bash",
          input: { command },
          action: { kind: "shell", command },
          signal,
        };
        const decision = await host.decide(call);
        decisions.push(decision);
        if (decision.allow) ran.push(command);
        return decision.allow ? `ran ${command}` : `denied: ${decision.reason}`;
      }),
    );
    return results.join("\n");
  });

  async function open(): Promise<TestKernel> {
    disk = createMortalStore();
    const plugins = [
      disk.plugin,
      events(),
      access({ owners: ["scripted-chat:owner"], known: ["scripted-chat:guest"], ...options.access }),
      sessions(),
      conversations(),
      approvals(options.approvals),
      agent.plugin,
      chat.plugin,
      cautious,
      ...(options.plugins ?? []),
    ];
    kernel = await createTestKernel(plugins, { project, ...(kernel ? { clock: kernel.clock } : { now: "2026-03-01T12:00:00Z" }) });
    await until(opened);
    return kernel;
  }

  function opened() {
    try {
      return chat.cursor !== undefined;
    } catch {
      // The channel is still being opened.
      return false;
    }
  }

  const running = () => kernel as TestKernel;
  return {
    agent,
    chat,
    ran,
    decisions,
    project,
    open,
    async reopen() {
      await kernel?.stop("restart");
      return open();
    },
    /** The process ends without a word: nothing of its end is written. */
    async crash() {
      await disk.close();
      await kernel?.stop("It was cut off.").catch(() => undefined); // its store is gone, so its end cannot succeed
      return open();
    },
    /** What a command does while the agent is stopped: the service is set up alone. */
    async alone(work: (desk: AccessDesk) => Promise<void>) {
      await using lone = await createTestKernel([store(), access(options.access)], { project, start: "set-up", clock: running().clock });
      await work(lone.service(AccessDesk));
    },
    /** A person writes now, by the house's clock. */
    say: (text: string, how: { readonly from?: string; readonly conversation?: string } = {}) => chat.say(text, { at: running().clock.now(), ...how }),
    /** What was said in a conversation, in order. */
    said: (conversation = "main") => chat.sent.filter((part) => part.conversation === conversation).map(({ text }) => text),
    /** The name of the newest question that was put in a conversation. */
    async question(conversation = "main", count = 1): Promise<string> {
      const put = () => chat.sent.filter((part) => part.conversation === conversation && part.text.includes("asks for your permission"));
      await until(() => put().length === count, `question ${count}`);
      return /\((\w{4})\)/.exec(put().at(-1)?.text ?? "")?.[1] as string;
    },
    get clock() {
      return running().clock;
    },
    get kernel() {
      return running();
    },
    approvals: () => running().service(Approvals),
    access: () => running().service(AccessDesk),
    conversations: () => running().service(Conversations),
    async recorded(type: string): Promise<readonly RecordedEvent[]> {
      await settle(5);
      return running()
        .service(Events)
        .list({ types: [type] });
    },
    async [Symbol.asyncDispose]() {
      await kernel?.stop("The test is over.").catch(() => undefined); // a test that breaks the house on purpose has said so already
      await rm(project, { recursive: true, force: true });
    },
  };
}
