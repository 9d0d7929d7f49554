import { InstarError } from "@instar/kernel";
import { attemptsSentence, turnSentence } from "./turn-sentence.ts";

/** What becomes of a message that could not be given to an agent. */
export type NotSentPlan = { readonly step: "tell"; readonly sentence: string } | { readonly step: "again"; readonly afterMs: number } | { readonly step: "recover" };

/** An agent that does not start may have been killed; a second try tells that from a lasting reason. */
const startFailures = new Set(["SESSIONS_START_FAILED", "SESSIONS_RESUME_FAILED"]);

export function planNotSent(error: unknown, attempt: number, attempts: number): NotSentPlan {
  if (InstarError.is(error, "SESSIONS_NOT_LIVING")) return attempt < attempts ? { step: "again", afterMs: 2_000 * attempt } : { step: "tell", sentence: attemptsSentence(attempt) };
  if (!InstarError.is(error)) return { step: "recover" };
  if (startFailures.has(error.code) && attempt < Math.min(2, attempts)) return { step: "again", afterMs: 0 };
  return { step: "tell", sentence: turnSentence({ kind: "refused", text: error.message, ...(error.hint ? { hint: error.hint } : {}) }) };
}
