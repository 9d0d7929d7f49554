import { service } from "../token.ts";
import type { CompletionAnswer, CompletionCall } from "./session.ts";

/** `cause` says in some words what it is for, and is recorded with what it cost. */
export interface CompletionRequest extends CompletionCall {
  readonly cause: string;
}

/** One-shot model calls for summaries, triage and reviews: no tools, budgeted, the cause recorded. Often absent or spent: everything must do without. */
export interface Completions {
  /** Rejects when no driver can, when the budget is spent, when the model fails, and with the signal's reason. */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<CompletionAnswer>;
}

export const Completions = service<Completions>("completions");
