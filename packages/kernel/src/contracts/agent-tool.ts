import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { SessionRef } from "../hooks/events.ts";
import { point } from "../token.ts";

// biome-ignore lint/suspicious/noExplicitAny: a collection of tools cannot name each one's input
export interface AgentTool<I = any> {
  readonly name: string;
  readonly description: string;
  readonly input: StandardSchemaV1<unknown, I>;
  run(input: I, session: SessionRef): Promise<string>;
}

export const AgentTools = point<AgentTool>("agent-tools");
