import type { Json } from "../json.ts";

/** Where a conversation takes place. */
export interface Address {
  /** The channel's id, such as `telegram`. */
  readonly channel: string;
  /** The service's own id of the chat, room or direct message. */
  readonly conversation: string;
  /** A topic or thread of `conversation`. */
  readonly thread?: string;
}

/** What a channel reports. Who that is and what they may do is decided by the house: a channel can't hand out trust. */
export interface Sender {
  /** The service's own id of the account. */
  readonly id: string;
  /** As the service shows it. Anybody may call themselves anything. */
  readonly name?: string;
  /** What others find the account by, where the service has such a thing: `@ada`. It can be given up, and taken by somebody else. */
  readonly handle?: string;
}

/** A sender as the house knows them. */
export interface KnownSender extends Sender {
  /** What the house thinks of this account; a stranger's messages are let through by a setting only. */
  readonly trust: "owner" | "known" | "stranger";
  /** The person behind it, where several accounts are known to be one. */
  readonly person?: string;
}

/** What somebody said to the agent. */
export interface Message<From extends Sender = KnownSender> {
  /** Names the person's act (`chat:message_id[:edit]`, Slack `channel:ts`), never a delivery counter. Kept 30 days: the same key is handled once. */
  readonly key: string;
  readonly from: From;
  /** Where it was said, and where the reply goes. */
  readonly address: Address;
  /** What the agent reads; empty when only files came. */
  readonly text: string;
  /** When it was said, epoch ms. */
  readonly at: number;
  /** Absolute paths of the house's copies of the files that came with it. */
  readonly attachments?: readonly string[];
  /** What it answers, as the service quotes it. */
  readonly quoted?: string;
}

/** A button under a reply. */
export interface Button {
  /** The house's: what a press of it means is kept there, over restarts. */
  readonly id: string;
  /** What people read on it. */
  readonly label: string;
}

/** What goes back to a person. */
export interface Reply {
  /** The same key is sent once, over restarts. */
  readonly key: string;
  readonly address: Address;
  /** In Markdown; the channel is given what its service can show. */
  readonly text: string;
  /** Absolute paths of files; those outside of what the house lets out are left away, and the text says so. */
  readonly attachments?: readonly string[];
  /** Shown under the text, where the service has buttons. */
  readonly buttons?: readonly Button[];
  /** Nobody's device makes a sound for it, where the service can do that. */
  readonly silent?: true;
  /** The id of the session that wrote it; absent when the house speaks. */
  readonly session?: string;
  /** Ids of the inbox messages that it answers; empty when the agent spoke first. */
  readonly answers: readonly string[];
}

/** Which session this is about. */
export interface SessionRef {
  /** The house's id of it. */
  readonly id: string;
  /** The driver that runs it, such as `claude`. */
  readonly driver: string;
  /** The conversation that it belongs to. */
  readonly address?: Address;
  /** The job that began it. */
  readonly job?: string;
}

/**
 * What a tool call means, whatever the agent calls its tools; gates read this, not product names. `paths` are absolute and normalised: relative ones
 * are resolved against the call's `cwd`, no `..` is left, and symbolic links are not followed. They are empty when the call names none.
 */
export type Action =
  | { readonly kind: "shell"; readonly command: string }
  | { readonly kind: "read" | "write"; readonly paths: readonly string[] }
  | { readonly kind: "mcp"; readonly server: string; readonly tool: string }
  | { readonly kind: "web"; readonly url: string }
  | { readonly kind: "other" };

/** What the agent wants to do with a tool. */
export interface ToolCall {
  /** The agent's own id of the call. */
  readonly id: string;
  readonly session: SessionRef;
  /** The sub-agent that makes the call; absent for the agent itself. */
  readonly agent?: string;
  /** The folder that relative paths of the input are relative to. Absolute. */
  readonly cwd: string;
  /** The agent's own name of the tool. */
  readonly tool: string;
  /** Exactly what the tool would get. */
  readonly input: { readonly [name: string]: Json };
  /** What that means. Read this before `tool` and `input`. */
  readonly action: Action;
  /** Aborted when nobody waits for the answer any more: the agent has given up, or a tap was too late. */
  readonly signal: AbortSignal;
}

/** What a tool gave back. */
export interface ToolResult {
  /** What was asked for. */
  readonly call: ToolCall;
  /** What the model is about to read. */
  readonly output: string;
  /** Whether the tool itself says that it worked. */
  readonly ok: boolean;
  /** How long it ran. */
  readonly elapsedMs: number;
}

/** A conversation that is about to be shortened. */
export interface Compaction {
  readonly session: SessionRef;
  /** `auto`: its context was full; `manual`: somebody asked for it. */
  readonly trigger: "auto" | "manual";
  /** What whoever writes the summary is told, a sentence each. */
  readonly instructions: readonly string[];
}

/** A conversation that was shortened. */
export interface Compacted {
  readonly session: SessionRef;
  /** What is said to the agent again, a paragraph each. */
  readonly context: readonly string[];
}

/** Which runs give way when there is too little of something: time, money, places. */
export type JobPriority = "critical" | "high" | "normal" | "low";

/** Somebody who is not the owner wants to change a job. */
export interface JobChange {
  /** What they want of it; `disable` and `remove` only take away. */
  readonly kind: "add" | "edit" | "enable" | "disable" | "remove";
  /** The session that wants it. */
  readonly session: string;
  /** What would be done then, in words: the prompt, the skill, or the command with its arguments. Absent for `disable` and `remove`. */
  readonly does?: string;
}

/** One run of a job. */
export interface JobRun {
  /** Of this run. */
  readonly id: string;
  /** The name of the job. */
  readonly job: string;
  /** When it was due, epoch ms. */
  readonly dueAt: number;
  /** Counts from 1. */
  readonly attempt: number;
  /** Absent: `normal`. */
  readonly priority?: JobPriority;
  /** What it needs: the agent, a process, or neither. Absent: that is not known. */
  readonly uses?: "agent" | "process" | "code";
  /** Nothing is about to run: an agent wants to change the job, and a denial leaves it as it is. */
  readonly change?: JobChange;
}

/** What came of asking a gate: ids and a digest, no texts. */
export interface Outcome {
  /** The hook that was asked. */
  readonly gate: "preToolUse" | "beforeJob";
  /** Whether it was let through. */
  readonly allow: boolean;
  /** Who objected, as `plugin: reason`, or `kernel`; after a yes who had asked for it. Empty: nobody spoke against it. */
  readonly by: string;
  /** Of exactly what was decided about, as in a question's `binds`: SHA-256 in hex. */
  readonly binds: string;
  /** Whether a tap asked for the owner's yes. */
  readonly asked: boolean;
  /** The id of the session that wanted it. */
  readonly session?: string;
  /** The tool call's id. */
  readonly call?: string;
  /** The agent's own name of the tool. */
  readonly tool?: string;
  /** The name of the job. */
  readonly job?: string;
  /** The id of its run. */
  readonly run?: string;
}
