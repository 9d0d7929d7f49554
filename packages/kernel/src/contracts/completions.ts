import { service } from "../token.ts";

/** One-shot model calls for summaries, triage and reviews: no tools, budgeted, the cause recorded. Often absent: everything must do without. */
export interface Completions {
  complete(
    request: {
      readonly cause: string;
      readonly system?: string;
      readonly prompt: string;
      readonly tier: "fast" | "balanced" | "capable";
      readonly maxTokens: number;
    },
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly costUsd: number }>;
}

export const Completions = service<Completions>("completions");
