import type { Message, SessionRef } from "../hooks/events.ts";
import type { MaybePromise } from "../json.ts";
import { point } from "../token.ts";

/** Identity, memory, current work: filled in order of priority until the budget is spent, re-rendered after compaction. */
export interface ContextBlock {
  readonly id: string;
  readonly moments: readonly ("system" | "sessionStart" | "compaction" | "message")[];
  /** 0–100. When the budget is short the lowest are dropped whole, never cut mid-sentence. */
  readonly priority: number;
  readonly maxTokens: number;
  render(request: { readonly session: SessionRef; readonly message?: Message; readonly budgetTokens: number }): MaybePromise<string | undefined>;
}

export const ContextBlocks = point<ContextBlock>("context-blocks");
