import type { Clock } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";
import type { JobRunRecord, RunFilter } from "./contract.ts";
import { SchedulerError } from "./errors.ts";
import { listRuns } from "./list-runs.ts";
import { readRunId, runKey } from "./run-id.ts";
import { createRunPruning } from "./run-pruning.ts";
import { createRunWaiters } from "./run-waiters.ts";
import { shownRun } from "./shown-run.ts";
import { jobShape, type StoredJob } from "./stored-job.ts";
import { endedRunShape, type LivingRun, livingRunShape } from "./stored-run.ts";
import type { Writer } from "./writer.ts";

const dayMs = 86_400_000;

export interface RunBook {
  /** What was kept; before anything else. */
  load(): Promise<void>;
  job(slug: string): StoredJob | undefined;
  jobs(): ReadonlyMap<string, StoredJob>;
  living(): ReadonlyMap<string, LivingRun>;
  livingOf(slug: string): readonly LivingRun[];
  /** What is kept of a job, changed in memory at once; the operation makes it durable. Operations are written in the order in which they were made. */
  setJob(slug: string, job: StoredJob): Op;
  forgetJob(slug: string): Op;
  /** A new run that waits. */
  enqueue(run: LivingRun): Op;
  /** Claims a run that waits, with the next fence: durable when it resolves. `also` is part of the same commit. */
  change(run: LivingRun, changes: Partial<LivingRun>, also?: readonly Op[]): Promise<LivingRun>;
  /** The same, with another record of it. */
  replace(run: LivingRun, next: LivingRun, also?: readonly Op[]): Promise<LivingRun>;
  /**
   * The one end of a run, in one commit with `also`, which is asked for when nothing can be written in between any more. Rejects with
   * SCHEDULER_NOT_SAVED when `run` was claimed anew, or has ended.
   */
  end(run: LivingRun, ended: JobRunRecord, also?: () => readonly Op[]): Promise<void>;
  /** The one end of an occurrence that never waited. */
  record(ended: JobRunRecord): Op;
  write(ops: readonly Op[]): Promise<void>;
  find(id: string): Promise<JobRunRecord | undefined>;
  /** Newest first. */
  list(filter: RunFilter): Promise<readonly JobRunRecord[]>;
  /** Of one job, those that ended, newest first. */
  ended(slug: string): AsyncIterable<JobRunRecord>;
  /** Resolves when anything of this run changes, at the latest after `ms`. */
  changed(id: string, ms: number): Promise<void>;
  /** Nobody waits for a change any more. */
  wake(): void;
  /** Resolves when there is something to prune. */
  crowded(signal: AbortSignal): Promise<void>;
  /** Forgets what is more than is kept of jobs that ran much since the last time. */
  prune(): Promise<number>;
}

export interface RunBookParts {
  readonly store: Store;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly keepRuns: number;
  readonly keepDays: number;
}

export function createRunBook({ store, writer, clock, keepRuns, keepDays }: RunBookParts): RunBook {
  const jobRecords = store.records("jobs", jobShape);
  const livingRecords = store.records("living", livingRunShape);
  const endedRecords = store.records("runs", endedRunShape);
  const jobs = new Map<string, StoredJob>();
  const living = new Map<string, LivingRun>();
  const byJob = new Map<string, Set<string>>();
  /** When the newest ended run of a job was due. */
  const newest = new Map<string, number>();
  const waiters = createRunWaiters(clock);
  const pruning = createRunPruning({ keepRuns, ended, forget: (keys) => writer.write(keys.map((key) => endedRecords.delete(key))) });
  let loading: Promise<void> | undefined;

  function know(run: LivingRun): void {
    living.set(run.id, run);
    const ids = byJob.get(run.job) ?? new Set();
    byJob.set(run.job, ids.add(run.id));
  }

  function unknow(run: LivingRun): void {
    living.delete(run.id);
    const ids = byJob.get(run.job);
    ids?.delete(run.id);
    if (ids?.size === 0) byJob.delete(run.job);
  }

  function record(ended: JobRunRecord): Op {
    const run = shownRun(ended);
    newest.set(run.job, Math.max(newest.get(run.job) ?? 0, run.dueAt));
    pruning.ended(run.job);
    return endedRecords.put(runKey(run), run, { ttlMs: keepDays * dayMs });
  }

  /** The revision under which `run` is held, for a change that must not meet another one's. */
  async function held(run: LivingRun): Promise<number> {
    const found = await livingRecords.get(run.id);
    // No revision is -1: the commit says that it does not hold.
    return found?.value.fence === run.fence ? found.revision : -1;
  }

  async function replace(run: LivingRun, next: LivingRun, also: readonly Op[] = []): Promise<LivingRun> {
    await writer.write([livingRecords.put(run.id, next, { ifRevision: await held(run) }), ...also]);
    know(next);
    waiters.wake(run.id);
    return next;
  }

  async function* ended(slug: string): AsyncGenerator<JobRunRecord> {
    for await (const [, run] of endedRecords.entries(`${slug}/`)) yield run;
  }

  return {
    load() {
      loading ??= (async () => {
        for await (const [slug, job] of jobRecords.entries()) if (!jobs.has(slug)) jobs.set(slug, job);
        for await (const [, run] of livingRecords.entries()) if (!living.has(run.id)) know(run);
        // Nothing that was planned is newer than the cursor; of what was asked for, only the last run is known.
        for (const [slug, { last, cursor }] of jobs) newest.set(slug, Math.max(newest.get(slug) ?? 0, cursor, last?.dueAt ?? 0));
      })();
      return loading;
    },
    job: (slug) => jobs.get(slug),
    jobs: () => jobs,
    living: () => living,
    livingOf: (slug) => [...(byJob.get(slug) ?? [])].flatMap((id) => living.get(id) ?? []),
    setJob(slug, job) {
      jobs.set(slug, job);
      return jobRecords.put(slug, job);
    },
    forgetJob(slug) {
      jobs.delete(slug);
      return jobRecords.delete(slug);
    },
    enqueue(run) {
      know(run);
      return livingRecords.put(run.id, run, { ifRevision: 0 });
    },
    change: (run, changes, also) => replace(run, { ...run, ...changes }, also),
    replace,
    async end(run, end, also = () => []) {
      const ifRevision = await held(run);
      if (ifRevision < 0) throw SchedulerError.NOT_SAVED(`the run ${run.id} was claimed anew, or has ended.`);
      await writer.write([livingRecords.delete(run.id, { ifRevision }), record(end), ...also()]);
      unknow(run);
      waiters.wake(run.id);
    },
    record,
    write: (ops) => writer.write(ops),
    async find(id) {
      const alive = living.get(id);
      if (alive) return shownRun(alive);
      const named = readRunId(id);
      return named && (await endedRecords.get(runKey({ id, ...named })))?.value;
    },
    list: (filter) => listRuns(filter, { living, newest, ended }),
    ended,
    changed: waiters.changed,
    wake: waiters.wakeAll,
    crowded: pruning.crowded,
    prune: pruning.prune,
  };
}
