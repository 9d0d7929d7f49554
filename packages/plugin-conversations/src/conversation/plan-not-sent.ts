import { InstarError } from "@instar/kernel";
import { attemptsSentence, turnSentence } from "../turn-sentence.ts";

/** What becomes of a message that could not be given to an agent. */
export type NotSentPlan =
  | { readonly step: "tell"; readonly sentence: string }
  | { readonly step: "again"; readonly afterMs: number }
  | { readonly step: "recover" };

/** An agent that does not start may have been killed; a second try tells that from a lasting reason. */
const startFailures = new Set(["SESSIONS_START_FAILED", "SESSIONS_RESUME_FAILED"]);

export const isStartFailure = (error: unknown): boolean => InstarError.is(error) && startFailures.has(error.code);

export interface NotSent {
  readonly error: unknown;
  readonly attempt: number;
  readonly attempts: number;
  /** Its agent has ended meanwhile. */
  readonly ended: boolean;
  /** How often in a row its agent did not start, this time included. */
  readonly failedStarts: number;
}

export function planNotSent({ error, attempt, attempts, ended, failedStarts }: NotSent): NotSentPlan {
  const again = (afterMs: number): NotSentPlan => (attempt < attempts ? { step: "again", afterMs } : { step: "tell", sentence: attemptsSentence(attempt) });
  if (InstarError.is(error, "SESSIONS_NOT_LIVING")) return again(2_000 * attempt);
  if (ended || !InstarError.is(error)) return { step: "recover" };
  if (isStartFailure(error) && failedStarts < 2) return again(0);
  return { step: "tell", sentence: turnSentence({ kind: "refused", text: error.message, ...(error.hint ? { hint: error.hint } : {}) }) };
}
