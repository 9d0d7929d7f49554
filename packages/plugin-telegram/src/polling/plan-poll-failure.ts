import { type BotApiFailure, refusalWords } from "../bot-api-failure.ts";

/** What becomes of listening after a look for messages that failed. */
export type PollPlan =
  | { readonly step: "again"; readonly afterMs: number }
  /** The channel is closed, and opened again by the house. `contested`: whoever opens it first looks whether the other one is gone. */
  | { readonly step: "close"; readonly contested?: boolean };

export interface PollTrouble {
  readonly failure: BotApiFailure | undefined;
  /** How many looks in a row have failed before this one. */
  readonly failed: number;
  /** How many looks in a row another one has cut off before this one. */
  readonly cutOff: number;
  /** Nobody else was there when the channel was opened. */
  readonly claimed: boolean;
  /** How long it has listened. */
  readonly listenedMs: number;
}

/** A network that is gone for longer is shown in the channel's status. */
const toleratedFailures = 3;
const longestPauseMs = 30_000;
/** Whoever has not looked for others keeps the place only when it has listened for so long. */
const settledMs = 5_000;
/** As often as another agent of ours tries, and some more: then it is one that never gives way. */
const toleratedCuts = 8;

/** Telegram ends the older look when a second program asks. The one that was here first asks again, and the newer one learns that it is not alone. */
export function planPollFailure({ failure, failed, cutOff, claimed, listenedMs }: PollTrouble): PollPlan {
  if (failure?.kind === "refused") {
    const { status, description, retryAfterMs } = failure;
    if (status === 401 || status === 404) return { step: "close" };
    if (status === 409 && isWebhook(description)) return { step: "close", contested: true };
    if (status === 409 && ((!claimed && listenedMs < settledMs) || cutOff >= toleratedCuts)) return { step: "close", contested: true };
    if (status === 409) return { step: "again", afterMs: cutOff === 0 ? 0 : Math.min(2_000, 250 * cutOff) };
    if (status === 429) return { step: "again", afterMs: retryAfterMs ?? 5_000 };
  }
  return failed >= toleratedFailures ? { step: "close" } : { step: "again", afterMs: Math.min(longestPauseMs, 1_000 * 2 ** failed) };
}

/** The other one does not ask itself, but is told by Telegram. */
export const isWebhook = (description: string): boolean => refusalWords(description).includes("webhook");
