import type { Json } from "../json.ts";
import type { Compacted, Compaction, JobRun, Message, Reply, SessionRef, ToolCall, ToolResult } from "./events.ts";
import type { Gate, HookKind, Notice, Pipeline, Series } from "./kinds.ts";

/** The moments of an agent's life. One readonly event object each, so a new field never breaks a tap. */
export interface Hooks {
  readonly start: Series<{ readonly reason: "boot" | "reload" }>;
  readonly ready: Notice<{ readonly bootMs: number }>;
  /** Taps run in reverse order. */
  readonly stop: Series<{ readonly reason: string; readonly graceMs: number }>;
  readonly sessionStart: Series<{ readonly session: SessionRef; readonly from: "new" | "resume" | "fork" }>;
  readonly sessionEnd: Notice<{ readonly session: SessionRef; readonly outcome: "done" | "failed" | "stopped" }>;
  /** A failing tap is skipped: a broken enricher must not make the agent deaf. */
  readonly beforeMessage: Pipeline<Message>;
  readonly afterMessage: Notice<{ readonly message: Message; readonly session: SessionRef; readonly elapsedMs: number }>;
  readonly preToolUse: Gate<ToolCall>;
  /** A replacement is what the model reads. A failing tap holds: the model is told that the output was withheld. */
  readonly postToolUse: Pipeline<ToolResult>;
  /** Add to `instructions` what to keep. */
  readonly compaction: Pipeline<Compaction>;
  /** Add to `context` what must come back. */
  readonly afterCompaction: Pipeline<Compacted>;
  /** A failing tap holds: held rather than leaked. */
  readonly beforeReply: Pipeline<Reply>;
  readonly afterReply: Notice<{ readonly reply: Reply; readonly refs: readonly string[]; readonly error?: Error }>;
  readonly beforeJob: Gate<JobRun>;
  readonly afterJob: Notice<{ readonly run: JobRun; readonly ok: boolean; readonly elapsedMs: number }>;
  /** All else that the agent's CLI reports. */
  readonly agentEvent: Notice<{ readonly session: SessionRef; readonly type: string; readonly data: Json }>;
  /** A failure in a tap of this one is only logged. */
  readonly pluginError: Notice<{ readonly plugin: string; readonly hook?: string; readonly error: Error }>;
}

export type HookName = keyof Hooks;
export type NoticeName = { [K in HookName]: Hooks[K] extends HookKind<"notice", infer _> ? K : never }[HookName];
export type NoticeEvent<K extends NoticeName> = Hooks[K] extends HookKind<"notice", infer E> ? E : never;
