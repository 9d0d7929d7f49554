import { type Json, service } from "@instar/kernel";

/** A tool as a client of the Model Context Protocol reads it. */
export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly [key: string]: Json };
  readonly annotations?: { readonly readOnlyHint: boolean };
}

/** What a tool gave, or in plain words why it did not. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** The tools of the house, within what the caller may do. Arguments and results are plain data. */
export interface AgentToolbox {
  list(): Promise<readonly ToolDescription[]>;
  /** Never rejects for what a tool or its input does. `id`: a word of the caller's own, by which `cancel` finds the call. */
  call(request: { readonly name: string; readonly input?: Json; readonly id?: string }): Promise<ToolAnswer>;
  /** Does nothing when no such call is under way. */
  cancel(id: string): Promise<void>;
}

export const AgentToolbox = service<AgentToolbox>("mcp");
