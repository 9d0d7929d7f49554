import type { Json } from "../json.ts";

/** Where a conversation takes place. `thread` is a topic or thread of `conversation`. */
export interface Address {
  readonly channel: string;
  readonly conversation: string;
  readonly thread?: string;
}

/** What a channel reports. Who that is and what they may do is decided by the house: a channel can't hand out trust. */
export interface Sender {
  readonly id: string;
  readonly name?: string;
}

export interface KnownSender extends Sender {
  readonly trust: "owner" | "known" | "stranger";
  readonly person?: string;
}

/**
 * `key` names the person's act (`chat:message_id[:edit]`, Slack `channel:ts`), never a delivery counter. Kept 30 days: the
 * same key is handled once. `at` in epoch ms.
 */
export interface Message<From extends Sender = KnownSender> {
  readonly key: string;
  readonly from: From;
  readonly address: Address;
  readonly text: string;
  readonly at: number;
  /** Absolute paths of the house's copies of the files that came with it. */
  readonly attachments?: readonly string[];
  readonly quoted?: string;
}

/** A button under a reply. `id` is the house's: what a press of it means is kept there, over restarts. */
export interface Button {
  readonly id: string;
  readonly label: string;
}

/** What goes back to a person. `answers` are the ids of the inbox messages that it answers; empty when the agent spoke first. */
export interface Reply {
  readonly key: string;
  readonly address: Address;
  readonly text: string;
  /** Absolute paths of files; those outside of what the house lets out are left away, and the text says so. */
  readonly attachments?: readonly string[];
  readonly buttons?: readonly Button[];
  readonly session?: string;
  readonly answers: readonly string[];
}

export interface SessionRef {
  readonly id: string;
  readonly driver: string;
  readonly address?: Address;
  readonly job?: string;
}

/** What a tool call means, whatever the agent calls its tools; gates read this, not product names. */
export type Action =
  | { readonly kind: "shell"; readonly command: string }
  | { readonly kind: "read" | "write"; readonly paths: readonly string[] }
  | { readonly kind: "mcp"; readonly server: string; readonly tool: string }
  | { readonly kind: "web"; readonly url: string }
  | { readonly kind: "other" };

export interface ToolCall {
  readonly id: string;
  readonly session: SessionRef;
  /** Set for a sub-agent. */
  readonly agent?: string;
  readonly cwd: string;
  readonly tool: string;
  readonly input: { readonly [name: string]: Json };
  readonly action: Action;
  readonly signal: AbortSignal;
}

export interface ToolResult {
  readonly call: ToolCall;
  readonly output: string;
  readonly ok: boolean;
  readonly elapsedMs: number;
}

export interface Compaction {
  readonly session: SessionRef;
  readonly trigger: "auto" | "manual";
  readonly instructions: readonly string[];
}

/** What must be said again after a compaction. */
export interface Compacted {
  readonly session: SessionRef;
  readonly context: readonly string[];
}

export interface JobRun {
  readonly id: string;
  readonly job: string;
  readonly dueAt: number;
  readonly attempt: number;
}
