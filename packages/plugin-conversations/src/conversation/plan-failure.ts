import type { TurnError } from "@instar/kernel/contracts";
import { parkedSentence, turnSentence } from "../turn-sentence.ts";

/** What becomes of the messages of a failed turn. */
export type FailurePlan =
  | { readonly step: "tell"; readonly sentence: string }
  | { readonly step: "park"; readonly until: number; readonly sentence: string }
  | { readonly step: "again"; readonly until: number; readonly sentence: string }
  | { readonly step: "recover" };

/** Without a time from the service, a limit is looked at again after this. */
const limitPauseMs = 300_000;
const overloadPauseMs = 60_000;

export function planFailure(error: TurnError, attempt: number, attempts: number, now: number): FailurePlan {
  if (error.kind === "crashed") return { step: "recover" };
  if (error.kind === "limit") {
    const until = error.resetsAt !== undefined && error.resetsAt > now ? error.resetsAt : now + limitPauseMs;
    return { step: "park", until, sentence: `${turnSentence(error)} ${parkedSentence(until, now)}` };
  }
  if (error.kind === "overloaded" && attempt < attempts)
    return {
      step: "again",
      until: now + overloadPauseMs * attempt,
      sentence: `${turnSentence(error)} I try again in ${attempt === 1 ? "a minute" : `${attempt} minutes`}.`,
    };
  return { step: "tell", sentence: turnSentence(error) };
}
