import { definePlugin, type JobRun, type Message, type Plugin, type PluginContext, type Reply, type ToolCall } from "@instar/kernel";
import type { Approvals } from "@instar/kernel/contracts";
import type { Needs } from "../src/token.ts";

const session = { id: "session-1", driver: "fake" };
const address = { channel: "local", conversation: "1" };

export const toolCall = (change: Partial<ToolCall> = {}): ToolCall => ({
  id: "call-1",
  session: { ...session },
  cwd: "/",
  tool: "Bash",
  input: { command: "git push --force" },
  action: { kind: "shell", command: "git push --force" },
  signal: new AbortController().signal,
  ...change,
});
export const message = (change: Partial<Message> = {}): Message => ({
  key: "m-1",
  from: { id: "ann", trust: "stranger" },
  address: { ...address },
  text: "hello",
  at: 1_000,
  ...change,
});
export const reply = (change: Partial<Reply> = {}): Reply => ({ key: "r-1", address: { ...address }, text: "hi", answers: ["m-1"], ...change });
export const jobRun: JobRun = { id: "run-1", job: "nightly", dueAt: 1_000, attempt: 1 };

/** A plugin that may guard, with nothing but a set-up. */
export const plugin = (name: string, setup: (context: PluginContext<undefined, Needs>) => void | Promise<void>): Plugin =>
  definePlugin({ api: 1, name, guards: ["preToolUse", "beforeJob"], setup: setup as never })() as Plugin;

/** An owner who is asked through `request` and keeps no list. */
export const approvals = (request: Approvals["request"]): Approvals => ({ request, list: async () => [], answer: async () => undefined });

export const never = () => new Promise<never>(() => undefined);
