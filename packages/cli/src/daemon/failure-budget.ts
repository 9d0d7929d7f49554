/** How much failing is borne, in ms of the wall clock. */
export interface FailureLimits {
  /** So many within `withinMs` pause a plugin for `pauseMs`; after each pause half as many are borne and the next pause is twice as long. */
  readonly failures: number;
  readonly withinMs: number;
  readonly pauseMs: number;
  readonly longestPauseMs: number;
  /** A plugin that did well for so long after a pause begins afresh. */
  readonly forgivenAfterMs: number;
}

export const failureLimits: FailureLimits = {
  failures: 20,
  withinMs: 60_000,
  pauseMs: 5 * 60_000,
  longestPauseMs: 6 * 60 * 60_000,
  forgivenAfterMs: 60 * 60_000,
};

/** What is known of a plugin. Times in epoch ms. */
export interface FailureRecord {
  /** Oldest first. */
  readonly failedAt: readonly number[];
  /** In a row, and when the last one ended. */
  readonly pauses: number;
  readonly resumedAt: number;
  /** Other plugins stand on a service of it: without it they would fail in its place, so it is never paused. */
  readonly carriesOthers: boolean;
}

export type PausePlan =
  | { readonly do: "nothing" }
  | { readonly do: "pause"; readonly forMs: number; readonly failures: number; readonly pauses: number }
  /** Its budget is spent, but it carries others. */
  | { readonly do: "warn"; readonly failures: number };

/** The pauses that still count against it. */
const pausesOf = ({ pauses, resumedAt }: FailureRecord, now: number, { forgivenAfterMs }: FailureLimits) => (now - resumedAt > forgivenAfterMs ? 0 : pauses);

/** Whether a plugin has failed so often that it is better paused. Pure; asked after each failure. */
export function planPause(record: FailureRecord, now: number, limits: FailureLimits = failureLimits): PausePlan {
  const pauses = pausesOf(record, now, limits);
  const borne = Math.max(1, Math.floor(limits.failures / 2 ** pauses));
  // Times to come are from before the clock was set back
  const since = Math.max(now - limits.withinMs, record.resumedAt > now ? 0 : record.resumedAt);
  const failures = record.failedAt.filter((at) => at > since && at <= now).length;
  if (failures < borne) return { do: "nothing" };
  if (record.carriesOthers) return { do: "warn", failures };
  return { do: "pause", forMs: Math.min(limits.pauseMs * 2 ** pauses, limits.longestPauseMs), failures, pauses: pauses + 1 };
}
