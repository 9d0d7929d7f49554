import { service } from "../token.ts";

/**
 * Puts a question before the owner (a channel or a terminal, never the agent's own token) and journals the answer. Silence until
 * the deadline is no. When the asking call is gone, the question is withdrawn.
 */
export interface Approvals {
  request(
    question: { readonly what: string; readonly why: string; readonly by: readonly string[]; readonly deadlineMs: number; readonly binds: string },
    signal?: AbortSignal,
  ): Promise<"yes" | "no" | "expired">;
}

export const Approvals = service<Approvals>("approvals");
