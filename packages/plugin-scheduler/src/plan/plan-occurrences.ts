import { jitterOf } from "./jitter.ts";
import { type Plan, startOfLast } from "./plan.ts";

/** One occurrence that has come, and what is to become of it. */
export interface PlannedOccurrence {
  readonly dueAt: number;
  /** `missed`: it is later than `lateAfterMs`. */
  readonly cause: "schedule" | "missed";
  /** False: record it as skipped, for `skip`. */
  readonly run: boolean;
  readonly skip?: "missed";
  /** It stands for so many, itself included and the last of them; the first was due at `from`. */
  readonly covers?: { readonly count: number; readonly from: number };
}

export interface OccurrenceQuestion {
  readonly plan: Plan;
  /** Everything up to it is settled. */
  readonly cursor: number;
  readonly now: number;
  readonly missed: "skip" | "once" | "all";
  readonly jitterMs: number;
  readonly slug: string;
  /** Default 60,000. */
  readonly lateAfterMs?: number;
  /** What is older than the newest so many is one record. Default 100. */
  readonly recordAtMost?: number;
}

export interface OccurrenceAnswer {
  /** Oldest first. */
  readonly occurrences: readonly PlannedOccurrence[];
  /** To be kept in the same commit as the occurrences. It moves only when there are some. */
  readonly cursor: number;
  /** When to ask again, with jitter. Undefined: never. */
  readonly wakeAt?: number;
}

/** Jitter must not let a later occurrence overtake an earlier one: the last one that has come, before the first that waits. */
function settledUntil({ plan, cursor, now, jitterMs, slug }: OccurrenceQuestion): number {
  if (jitterMs <= 0) return now;
  const sure = Math.max(cursor, now - jitterMs);
  for (let due = plan.next(sure); due !== undefined && due <= now; due = plan.next(due)) if (due + jitterOf(slug, due, jitterMs) > now) return due - 1;
  return now;
}

/**
 * What has come due after the cursor, and what becomes of it. Pure, and bounded: of a year of seconds it looks at the newest hundred and counts
 * the rest.
 *
 * What is late is missed: `skip` runs none of it, `all` runs each that is recorded by itself, `once` runs the latest of all that came; so when
 * the latest is not even late, nothing else runs beside it.
 */
export function planOccurrences(question: OccurrenceQuestion): OccurrenceAnswer {
  const { plan, cursor, now, missed, jitterMs, slug, lateAfterMs = 60_000, recordAtMost = 100 } = question;
  const until = settledUntil(question);
  const found = plan.between(cursor, until, recordAtMost);
  let { dues } = found;
  let folded: PlannedOccurrence | undefined;
  if (found.more) {
    const start = startOfLast(plan, cursor, until, recordAtMost);
    dues = plan.between(start, until, recordAtMost).dues;
    const last = plan.latest(cursor, start);
    const count = plan.count(cursor, start);
    const [from] = found.dues;
    if (last !== undefined && from !== undefined && count > 0) folded = { dueAt: last, cause: "missed", run: false, skip: "missed", covers: { count, from } };
  }

  let beginsAt = 0;
  const occurrences = dues.map((dueAt, index): PlannedOccurrence => {
    // One whose jitter is long holds up the next ones: that makes them wait, not miss.
    beginsAt = Math.max(beginsAt, dueAt + jitterOf(slug, dueAt, jitterMs));
    if (now - beginsAt <= lateAfterMs) return { dueAt, cause: "schedule", run: true };
    const run = missed === "all" || (missed === "once" && index === dues.length - 1);
    return { dueAt, cause: "missed", run, ...(!run && { skip: "missed" }) };
  });
  const settled = dues.at(-1) ?? cursor;
  const next = plan.next(Math.max(settled, cursor));
  return {
    occurrences: folded ? [folded, ...occurrences] : occurrences,
    cursor: settled,
    ...(next !== undefined && { wakeAt: next + jitterOf(slug, next, jitterMs) }),
  };
}
