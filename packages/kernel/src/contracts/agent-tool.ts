import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { SessionRef } from "../hooks/events.ts";
import { point } from "../token.ts";
import type { Caller } from "./access.ts";

/** Who uses a tool: a session of the house, or a client that the owner connected. What it may do follows from this alone. */
export interface ToolUse {
  readonly caller: Caller;
  /** The session, when it is one of the house. */
  readonly session?: SessionRef;
  readonly signal: AbortSignal;
}

/** Something that agents can do in the house. A thrown InstarError is told to the agent as it is, message and hint. */
// biome-ignore lint/suspicious/noExplicitAny: a collection of tools cannot name each one's input
export interface AgentTool<I = any> {
  /** `session_spawn`: lower case, digits and underscores. */
  readonly name: string;
  readonly description: string;
  readonly input: StandardSchemaV1<unknown, I>;
  /** It changes nothing. Default false. */
  readonly readOnly?: boolean;
  run(input: I, use: ToolUse): Promise<string>;
}

/** Types what `run` gets by the schema of `input`, and gives the tool back. */
export const defineTool = <S extends StandardSchemaV1>(
  tool: Omit<AgentTool, "input" | "run"> & { readonly input: S; run(input: StandardSchemaV1.InferOutput<S>, use: ToolUse): Promise<string> },
): AgentTool => tool;

export const AgentTools = point<AgentTool>("agent-tools");
