import type { Compacted, Compaction, JobRun, Message, Reply, SessionRef, ToolCall, ToolResult } from "../hooks/events.ts";
import type { Hooks, NoticeEvent, NoticeName } from "../hooks/lifecycle.ts";
import type { Held } from "../hooks/verdict.ts";
import { service } from "../token.ts";

export type Decision =
  | { readonly allow: true; readonly advice: readonly string[] }
  | { readonly allow: false; readonly reason: string; readonly by: string; readonly advice: readonly string[] };

/** Fires the hooks with their policies; only the session runtime, the conversations and the scheduler need it. None of these rejects. */
export interface Lifecycle {
  receive(message: Message): Promise<Message | Held>;
  /**
   * One pass over the gates. A deny wins; otherwise all asks become one question bound to hash(session, tool, input), and a yes
   * allows exactly that input once. Any rejection is a deny.
   */
  decide(call: ToolCall): Promise<Decision>;
  toolDone(result: ToolResult): Promise<ToolResult | Held>;
  compact(plan: Compaction): Promise<Compaction | Held>;
  compacted(event: Compacted): Promise<Compacted | Held>;
  reply(reply: Reply): Promise<Reply | Held>;
  job(run: JobRun): Promise<Decision>;
  /** The configured plugins that guard a gate, up or not: while one is away, a tombstone denies in its name. */
  guards(gate: "preToolUse" | "beforeJob"): readonly string[];
  /** Rejects when a tap of `sessionStart` fails: that session fails to start, saying why. */
  sessionStart(event: { readonly session: SessionRef; readonly from: "new" | "resume" | "fork" }): Promise<void>;
  /** Fires a notice; never awaited, never fails. */
  note<K extends NoticeName>(hook: K, event: NoticeEvent<K>): void;
}

/** Provided by the kernel itself. */
export const Lifecycle = service<Lifecycle>("lifecycle");
export type { Hooks };
