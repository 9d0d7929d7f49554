import type { Clock, Logger } from "@instar/kernel";
import type { ChannelSink } from "@instar/kernel/contracts";
import type { BotApi } from "../bot-api.ts";
import { failureOf } from "../bot-api-failure.ts";
import type { Update } from "../grammy.ts";
import { otherPoller } from "./claim-bot.ts";
import type { Cursor } from "./cursor.ts";
import { getUpdates } from "./get-updates.ts";
import { planPollFailure } from "./plan-poll-failure.ts";

const lookSeconds = 25;
/** A look that was cut off later than this was no fight. */
const peacefulMs = 5_000;
const longestPauseMs = 30_000;

export interface Polling {
  readonly api: BotApi;
  readonly sink: ChannelSink;
  readonly cursor: Cursor;
  /** Resolves when the update is durable, or means nothing; rejects when it has to be given again. */
  readonly take: (update: Update) => Promise<void>;
  /** Nobody else was there when the channel was opened. */
  readonly claimed: boolean;
  /** Somebody else receives the bot's messages. */
  readonly contested: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How often it is looked while a press is not durable: Telegram answers at once then. */
const pressPauseMs = 500;

/** Presses hurry, and what they set off may take a moment: they hold up nothing that comes behind them. */
const mayOvertake = (update: Update) => update.callback_query !== undefined;

/**
 * Takes what people write, until `signal` is aborted or the channel is closed. An update is confirmed only when it, and all before it, are durable: what was
 * not taken comes again.
 */
export async function pollUpdates({ api, sink, cursor, take, claimed, contested, clock, log }: Polling, signal: AbortSignal): Promise<void> {
  let listensSince = clock.now();
  let sure = claimed;
  let offset = await cursor.load();
  let [failed, cutOff, refused] = [0, 0, 0];
  /** By number: what is being taken while later ones are. */
  const underWay = new Map<number, Promise<void>>();
  /** What was taken and is not confirmed, because something before it is under way. */
  const taken = new Set<number>();

  function begin(update: Update): Promise<void> | undefined {
    const taking = take(update);
    if (!mayOvertake(update)) return taking;
    const ended = taking.catch((error: unknown) => log.warn("A press could not be taken.", { error })).finally(() => underWay.delete(update.update_id));
    underWay.set(update.update_id, ended);
    return undefined;
  }

  /** Takes as many as can be taken; resolves with how long to wait for the next look. */
  async function takeAll(updates: readonly Update[]): Promise<number> {
    let next = offset;
    let fresh = 0;
    let all = true;
    for (const update of updates) {
      if (signal.aborted) break;
      try {
        if (!taken.has(update.update_id)) {
          await begin(update);
          fresh++;
        }
      } catch (error) {
        log.warn("A message could not be written down; it is asked for again.", { error });
        all = false;
        break;
      }
      taken.add(update.update_id);
      next = update.update_id + 1;
    }
    const durable = next === undefined ? undefined : Math.min(next, ...underWay.keys());
    if (durable !== undefined && durable !== offset) await cursor.save(durable);
    offset = durable;
    for (const id of taken) if (offset !== undefined && id < offset) taken.delete(id);
    refused = all ? 0 : refused + 1;
    if (!all) return Math.min(longestPauseMs, 500 * 2 ** refused);
    return fresh === 0 && underWay.size > 0 ? pressPauseMs : 0;
  }

  async function look(): Promise<number | undefined> {
    const lookedAt = clock.now();
    try {
      const updates = await getUpdates(api, { ...(offset !== undefined && { offset }), seconds: lookSeconds }, signal);
      if (failed > 0) sink.wake(); // what could not be sent need not wait for its turn
      [failed, cutOff] = [0, 0];
      return await takeAll(updates);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (clock.now() - lookedAt > peacefulMs) cutOff = 0;
      const plan = planPollFailure({ failure: failureOf(error), failed, cutOff, claimed: sure, listenedMs: clock.now() - listensSince });
      if (plan.step === "close") {
        if (plan.contested) contested();
        sink.failed(otherPoller(error) ?? (error as Error));
        return undefined;
      }
      const other = otherPoller(error);
      if (other) cutOff++;
      else {
        failed++;
        // Meanwhile, or while the machine slept, another one may have taken the place
        [sure, listensSince] = [false, clock.now()];
      }
      log.debug("A look for messages failed; it is repeated.", { error: other ?? error, afterMs: plan.afterMs });
      return plan.afterMs;
    }
  }

  try {
    while (!signal.aborted) {
      const pauseMs = await look();
      if (pauseMs === undefined) return;
      if (pauseMs > 0) await clock.sleep(pauseMs, signal).catch(() => undefined); // aborted: the loop's own condition ends it
    }
  } finally {
    await Promise.all(underWay.values());
  }
}
