import type { SessionRef } from "../hooks/events.ts";
import { service } from "../token.ts";

/** What is asked. `binds` is a digest of exactly what a yes allows; `by` are the taps that ask, as `plugin: reason`. */
export interface Asking {
  readonly what: string;
  readonly why: string;
  readonly by: readonly string[];
  readonly deadlineMs: number;
  readonly binds: string;
  /** Whose call waits for the answer. */
  readonly session?: SessionRef;
  readonly call?: string;
}

/** A question as it is kept. `id` is short enough to be typed. Times in epoch ms. */
export interface Question extends Omit<Asking, "deadlineMs"> {
  readonly id: string;
  readonly state: "open" | "yes" | "no" | "expired" | "withdrawn";
  readonly askedAt: number;
  readonly deadlineAt: number;
  readonly endedAt?: number;
  /** Who answered, as `channel:sender`, or why it was withdrawn. */
  readonly ended?: string;
}

/**
 * Puts questions before the owner (a channel or a terminal, never the agent's own token) and journals the answers. Silence until
 * the deadline is no. When the asking call is gone (`signal`), the question is withdrawn.
 */
export interface Approvals {
  request(question: Asking, signal?: AbortSignal): Promise<"yes" | "no" | "expired">;
  /** Open ones, oldest first; with `all` the ended ones of the last 30 days too, newest first. */
  list(filter?: { readonly all?: boolean }): Promise<readonly Question[]>;
  /**
   * The first answer counts: a later one changes nothing and gets the question as it ended. Undefined: there is no such question.
   * For the owner's commands: a plugin that needs this service may ask and look, and is refused when it answers.
   */
  answer(id: string, answer: "yes" | "no", by: string): Promise<Question | undefined>;
}

export const Approvals = service<Approvals>("approvals");
