import { realpathSync } from "node:fs";
import { definePlugin, type PluginEntry, type ToolCall } from "@instar/kernel";
import { Approvals, type Asking } from "@instar/kernel/contracts";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { askGates, createTestKernel } from "@instar/testing";
import safety from "../../src/index.ts";

/** A house with the guard, whose owner says what `answer` says; what was asked is kept. */
export async function createHouse(options: Parameters<typeof safety>[0] = {}, plugins: readonly PluginEntry[] = []) {
  const asked: Asking[] = [];
  const owner = { answer: "no" as "yes" | "no" };
  const approvals = definePlugin({
    api: 1,
    name: "owner",
    provides: Approvals,
    setup: () => ({
      async request(question: Asking) {
        asked.push(question);
        return owner.answer;
      },
      list: async () => [],
      answer: async () => undefined,
    }),
  });
  const kernel = await createTestKernel([store(), sessions(), approvals(), ...plugins, safety(options)]);
  const project = realpathSync(kernel.project);
  let calls = 0;
  return {
    kernel,
    project,
    asked,
    owner,
    ask: (action: ToolCall["action"], more: Partial<ToolCall> = {}) => askGates(kernel, action, { id: `call-${++calls}`, cwd: project, ...more }),
    shell: (command: string, more: Partial<ToolCall> = {}) =>
      askGates(kernel, { kind: "shell", command }, { id: `call-${++calls}`, cwd: project, tool: "Bash", input: { command }, ...more }),
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
}
