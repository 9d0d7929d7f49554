import type { Clock } from "@instar/kernel";
import type { BotApi } from "../bot-api.ts";
import { failureOf } from "../bot-api-failure.ts";
import { TelegramError } from "../errors.ts";
import { getUpdates } from "./get-updates.ts";
import { isWebhook } from "./plan-poll-failure.ts";

/** It takes a moment until another one's request is cut off, and comes again. */
const lookSeconds = 1;
/** Some programs pause before they ask again. */
const carefulSeconds = 10;

/**
 * Resolves when nobody else receives the bot's messages, without taking any. Rejects with TELEGRAM_OTHER_POLLER or TELEGRAM_WEBHOOK_SET: whoever was here
 * first cuts off our look at once by asking again, or takes what waits. `careful`: another one was met before.
 */
export async function claimBot({
  api,
  clock,
  signal,
  careful,
}: {
  readonly api: BotApi;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly careful: boolean;
}): Promise<void> {
  const seconds = careful ? carefulSeconds : lookSeconds;
  const look = () => getUpdates(api, { limit: 1, seconds }, signal);
  try {
    const [first] = await look();
    if (first === undefined) return;
    // It waits for somebody to take it: if it is gone in a moment, that was another one
    await clock.sleep(seconds * 1_000, signal);
    const [still] = await look();
    if (still?.update_id !== first.update_id) throw TelegramError.OTHER_POLLER();
  } catch (error) {
    throw otherPoller(error) ?? error;
  }
}

/** The sentence for who is cut off by somebody else; undefined for any other failure. */
export function otherPoller(error: unknown): Error | undefined {
  const failure = failureOf(error);
  if (failure?.kind !== "refused" || failure.status !== 409) return undefined;
  return isWebhook(failure.description) ? TelegramError.WEBHOOK_SET() : TelegramError.OTHER_POLLER();
}
