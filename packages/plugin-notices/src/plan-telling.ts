import type { Address } from "@instar/kernel";
import type { Notice } from "./contract.ts";
import type { NoticesOptions } from "./options.ts";
import { isWithin, latestTime, nextTime } from "./time-of-day.ts";

const hourMs = 3_600_000;
/** A time so far ahead was noted before the clock was set back. */
const aheadMs = 60_000;
/** So many notices in one batch are a storm: it is told when it is over, or once an hour. */
export const storm = 20;
/** Urgent messages in an hour; the next ones are said together. */
const urgentPerHour = 3;

/** What has not been told yet of one key. Times in epoch ms. */
export interface Pending {
  readonly key: string;
  readonly level: Notice["level"];
  readonly title: string;
  readonly text: string;
  readonly place?: Address;
  /** How many notices are merged in it. */
  readonly count: number;
  /** When the first came, when it became as serious as it is, and when the last came. */
  readonly firstAt: number;
  readonly levelAt: number;
  readonly lastAt: number;
}

/** A message that was said. */
export interface Told {
  readonly at: number;
  readonly kind: "urgent" | "attention" | "digest";
  readonly keys: readonly string[];
}

export interface Telling {
  readonly kind: Told["kind"];
  readonly notices: readonly Pending[];
  /** How many messages it may be, at least one. */
  readonly room: number;
  /** How many messages are left of the day's share; when this uses them up, what comes waits for the digest. Absent: it is no part of the share. */
  readonly share?: number;
}

export interface TellingPlan {
  /** What to say now. */
  readonly say?: Telling;
  /** When to plan again; absent when nothing waits. */
  readonly nextAt?: number;
}

/** When attention may be said: together with what comes soon after it, and a storm when it has passed. */
function batchDueAt(batch: readonly Pending[], batchMs: number): number {
  const first = Math.min(...batch.map(({ levelAt }) => levelAt));
  const count = batch.reduce((sum, one) => sum + one.count, 0);
  if (count <= storm) return first + batchMs;
  return Math.max(first + batchMs, Math.min(Math.max(...batch.map(({ lastAt }) => lastAt)) + batchMs, first + hourMs));
}

/**
 * Decides what is told now. Urgent things at once, attention in batches, both of one key at most once an hour; the rest, and what exceeds the
 * day's messages, in the digest. `said` reaches back to the day's beginning, which is the time of the digest, and at least an hour.
 */
export function planTelling(waiting: readonly Pending[], said: readonly Told[], now: number, options: NoticesOptions): TellingPlan {
  if (waiting.length === 0) return {};
  const isAhead = (at: number) => at > now + aheadMs;
  // How long ago that was nobody knows: it has waited long enough, and what was told then keeps nothing back
  const past = (at: number) => (isAhead(at) ? now - hourMs : at);
  const pending = waiting.map((one): Pending => ({ ...one, firstAt: past(one.firstAt), levelAt: past(one.levelAt), lastAt: past(one.lastAt) }));
  const told = said.filter(({ at }) => !isAhead(at));
  const { timezone, quietHours, digestAt } = options;
  const dayBegan = latestTime(now, digestAt, timezone);
  const digestNext = nextTime(now, digestAt, timezone);
  const today = told.filter(({ at }) => at >= dayBegan);
  const spokeAt = (key: string) => Math.max(...told.filter(({ keys }) => keys.includes(key)).map(({ at }) => at), Number.NEGATIVE_INFINITY);
  const freeAt = ({ key }: Pending) => spokeAt(key) + hourMs;
  const quietUntil = quietHours !== undefined && isWithin(now, quietHours, timezone) ? nextTime(now, quietHours.to, timezone) : now;
  const spent = today.filter(({ kind }) => kind !== "digest").length;
  const left = options.maxPerDay - spent;

  const digest = pending.filter(({ firstAt }) => firstAt < dayBegan);
  if (digest.length > 0 && quietUntil <= now && !today.some(({ kind }) => kind === "digest")) {
    const due = digest.some(({ level }) => level !== "attention") || batchDueAt(digest, options.batchMs) <= now;
    if (due) return { say: { kind: "digest", notices: pending, room: 1 } };
  }

  const urgent = pending.filter(({ level }) => level === "urgent");
  const urgentFree = urgent.filter((one) => freeAt(one) <= now);
  const lately = told.filter(({ kind, at }) => kind === "urgent" && at > now - hourMs).map(({ at }) => at);
  const urgentAt = lately.length < urgentPerHour ? now : (lately.at(-urgentPerHour) ?? now) + hourMs;
  const urgentLeft = left + options.urgentReserve;
  if (urgentFree.length > 0 && urgentAt <= now && urgentLeft > 0)
    return { say: { kind: "urgent", notices: urgentFree, room: Math.min(urgentLeft, Math.max(1, urgentPerHour - lately.length)), share: left } };

  const attention = pending.filter(({ level }) => level === "attention");
  const batch = attention.filter((one) => freeAt(one) <= now);
  const batchAt = batch.length === 0 ? undefined : batchDueAt(batch, options.batchMs);
  if (batchAt !== undefined && batchAt <= now && quietUntil <= now && left > 0) return { say: { kind: "attention", notices: batch, room: left, share: left } };

  const times = [digestNext];
  if (quietUntil > now) times.push(quietUntil);
  if (urgentLeft > 0) times.push(...urgent.map((one) => Math.max(freeAt(one), urgentAt)));
  if (left > 0) times.push(...attention.filter((one) => freeAt(one) > now).map(freeAt));
  if (left > 0 && batchAt !== undefined) times.push(batchAt);
  return { nextAt: Math.min(...times.filter((at) => at > now)) };
}
