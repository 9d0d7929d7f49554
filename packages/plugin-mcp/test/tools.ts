import type { Contribution, Logger } from "@instar/kernel";
import { InstarError } from "@instar/kernel";
import type { AgentTool, ToolUse } from "@instar/kernel/contracts";
import { z } from "zod";
import { createToolbox, type Toolbox, type ToolboxRequest } from "../src/toolbox.ts";

export interface Logged {
  readonly level: string;
  readonly text: string;
  readonly fields: object | undefined;
}

export function recordingLog(): Logger & { readonly lines: readonly Logged[] } {
  const lines: Logged[] = [];
  const write = (level: string) => (text: string, fields?: object) => void lines.push({ level, text, fields });
  return { lines, debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

/** Uses of the tools, as they were made. */
export const uses: (tool: AgentTool) => { readonly tool: AgentTool; readonly made: ToolUse[] } = (tool) => {
  const made: ToolUse[] = [];
  return {
    made,
    tool: {
      ...tool,
      run(input, use) {
        made.push(use);
        return tool.run(input, use);
      },
    },
  };
};

export const add: AgentTool<{ a: number; b: number }> = {
  name: "add",
  description: "Adds two numbers.",
  input: z.strictObject({ a: z.number(), b: z.number() }),
  readOnly: true,
  run: async ({ a, b }) => String(a + b),
};

export const refuse: AgentTool = {
  name: "refuse",
  description: "Always refuses.",
  input: z.strictObject({}),
  run: async () => {
    throw new InstarError("TEST_NO", { message: "It cannot be done.", hint: "Try tomorrow." });
  },
};

export const crash: AgentTool = {
  name: "crash",
  description: "Always breaks.",
  input: z.strictObject({}),
  run: async () => {
    throw new Error("ENOENT: /home/ann/secret-plans");
  },
};

export const endless: AgentTool = { name: "endless", description: "Never ends.", input: z.strictObject({}), run: () => new Promise(() => undefined) };

export const long: AgentTool<{ length: number }> = {
  name: "long",
  description: "Many letters.",
  input: z.strictObject({ length: z.number() }),
  run: async ({ length }) => "x".repeat(length),
};

export const contributed = (...tools: readonly AgentTool[]): readonly Contribution<AgentTool>[] => tools.map((value) => ({ plugin: "test", value }));

export const toolboxOf = (more: Partial<ToolboxRequest> = {}): Toolbox =>
  createToolbox({ tools: contributed(add, refuse, crash, endless, long), serves: () => true, longestResult: 1_000, log: recordingLog(), ...more });

export const owner = (signal: AbortSignal = new AbortController().signal): ToolUse => ({ caller: { kind: "owner" }, signal });
