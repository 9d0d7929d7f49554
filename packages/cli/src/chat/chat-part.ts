/** A part of a reply as it reaches a terminal. */
export interface ChatPart {
  /** Idempotency key: a part with a key that was shown before is acknowledged and not shown again. */
  readonly key: string;
  readonly text: string;
  /** The messages that it answers, with the terminal's own key and their state by now; empty when the agent spoke first. */
  readonly answers: readonly { readonly id: string; readonly key?: string; readonly state?: string }[];
}

const final: ReadonlySet<string> = new Set(["answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"]);
const good: ReadonlySet<string> = new Set(["answered", "merged", "handled", "silent"]);

/** No more will come for a message in this state, beyond parts that are on their way. */
export const isFinal = (state: string | undefined): boolean => state !== undefined && final.has(state);
export const isGood = (state: string | undefined): boolean => state !== undefined && good.has(state);
