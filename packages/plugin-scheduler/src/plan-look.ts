import type { JobPriority } from "@instar/kernel";
import { type JobRunRecord, jobPriorities } from "./contract.ts";
import { type PlannedOccurrence, planOccurrences } from "./plan/plan-occurrences.ts";
import { runId } from "./run-id.ts";
import type { HeldJob } from "./scheduler-jobs.ts";
import type { StoredJob } from "./stored-job.ts";

/** So many runs of a job may wait. */
export const mostWaiting = 100;

export const tooMany = `${mostWaiting} of its runs wait already.`;

/** Instants that are further ahead of now come from a clock that was wrong: they hold nobody up. */
export const mostAheadMs = 3_600_000;

/** What becomes of what a job was due for: in one commit with its cursor. */
export interface JobLook {
  readonly slug: string;
  /** What it was decided on: a job that was begun anew since keeps what it has now. */
  readonly former: Pick<StoredJob, "plan" | "cursor">;
  readonly cursor: number;
  /** Oldest first; `skipped` ones have ended, `queued` ones wait. */
  readonly runs: readonly JobRunRecord[];
  readonly wakeAt?: number;
}

/** Decides on everything that came due of one job. `living`: its runs that have not ended; what is among them was planned already. */
export function planLook({ definition, plan }: HeldJob, state: StoredJob, living: ReadonlySet<string>, now: number, recordAtMost: number): JobLook {
  const { slug, jitterMs, missed, overlap, priority } = definition;
  const answer = planOccurrences({ plan, cursor: state.cursor, now, missed, jitterMs, slug, recordAtMost });
  let going = living.size;

  function decide({ dueAt, cause, run, covers }: PlannedOccurrence): JobRunRecord {
    const base = { id: runId(slug, dueAt), job: slug, dueAt, cause, priority, attempt: 0, queuedAt: now, costUsd: 0, inputTokens: 0, outputTokens: 0 };
    const skipped = (skip: NonNullable<JobRunRecord["skip"]>, why: string): JobRunRecord => ({
      ...base,
      state: "skipped",
      skip,
      why,
      endedAt: now,
      ...(covers && { covers }),
    });
    if (state.paused) return skipped("paused", "The job was paused.");
    if (!run) return skipped("missed", "Nobody was there to run it at its time.");
    if (cause === "schedule" && overlap === "skip" && going > 0) return skipped("already-running", "Its former run had not ended.");
    if (going >= mostWaiting) return skipped("capacity", tooMany);
    going += 1;
    return { ...base, state: "queued" };
  }

  const fresh = answer.occurrences.filter(({ dueAt }) => !living.has(runId(slug, dueAt)));
  return { slug, former: state, cursor: answer.cursor, runs: fresh.map(decide), ...(answer.wakeAt !== undefined && { wakeAt: answer.wakeAt }) };
}

/** What a thousand jobs missed is not to keep them from what is due for hours. */
const longestCatchUpMs = 3_600_000;

const rank = (priority: JobPriority) => jobPriorities.indexOf(priority);

/** When what was missed begins: one after the other, those of higher priority first. `free`: nothing is caught up on from then on. */
export function planCatchUp(
  runs: readonly JobRunRecord[],
  { now, free, everyMs }: { readonly now: number; readonly free: number; readonly everyMs: number },
): { readonly starts: ReadonlyMap<string, number>; readonly free: number } {
  const missed = runs.filter(({ state, cause }) => state === "queued" && cause === "missed");
  const first = Math.max(now, free);
  const apartMs = Math.min(everyMs, longestCatchUpMs / missed.length);
  const ordered = missed.sort((a, b) => rank(a.priority) - rank(b.priority) || a.dueAt - b.dueAt);
  return {
    starts: new Map(ordered.map(({ id }, index) => [id, first + Math.floor(index * apartMs)])),
    free: missed.length === 0 ? free : first + Math.ceil(missed.length * apartMs),
  };
}
