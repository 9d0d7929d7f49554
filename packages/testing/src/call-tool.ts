import { InstarError, type Kernel } from "@instar/kernel";
import { type AgentTool, AgentTools, type ToolUse } from "@instar/kernel/contracts";
import { TestingError } from "./errors.ts";

/** What an agent reads when it has used a tool. */
export interface ToolOutcome {
  readonly text: string;
  /** The input did not fit, or the tool threw an InstarError: its message and hint are the text. */
  readonly isError: boolean;
}

async function readInput({ name, input: schema }: AgentTool, input: unknown): Promise<{ readonly value: unknown } | { readonly unfit: string }> {
  const result = await schema["~standard"].validate(input);
  if (result.issues === undefined) return { value: result.value };
  const fields = result.issues.map(({ path = [], message }) => [...path.map((part) => String(typeof part === "object" ? part.key : part)), message].join(": "));
  return { unfit: `The input does not fit ${name}: ${fields.join("; ")}` };
}

/**
 * Uses a tool as an agent does: `await callTool(kernel, "lamp", { on: true })`. The input is held to the tool's schema first. The caller is an agent's
 * session unless `more` says otherwise. Rejects with TESTING_NO_SUCH_TOOL, and with what the tool throws that is no InstarError; an agent is told
 * then only that it failed.
 */
export async function callTool(kernel: Kernel, name: string, input: unknown, more: Partial<ToolUse> = {}): Promise<ToolOutcome> {
  const tools = [...kernel.contributions(AgentTools)].map(({ value }) => value);
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined)
    throw TestingError.NO_SUCH_TOOL(
      name,
      tools.map((each) => each.name),
    );
  const read = await readInput(tool, input);
  if ("unfit" in read) return { text: read.unfit, isError: true };
  const session = { id: "session-1", driver: "test" };
  const use: ToolUse = { caller: { kind: "agent", session: session.id }, session, signal: new AbortController().signal, ...more };
  try {
    return { text: await tool.run(read.value, use), isError: false };
  } catch (error) {
    if (!InstarError.is(error)) throw error;
    return { text: [error.message, error.hint].filter(Boolean).join(" "), isError: true };
  }
}
