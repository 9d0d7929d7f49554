import type { JobRunRecord, RunFilter } from "./contract.ts";
import { shownRun } from "./shown-run.ts";
import type { LivingRun } from "./stored-run.ts";

export interface ListedRuns {
  readonly living: ReadonlyMap<string, LivingRun>;
  /** When the newest ended run of a job was due. */
  readonly newest: ReadonlyMap<string, number>;
  /** Of one job, newest first. */
  readonly ended: (slug: string) => AsyncIterable<JobRunRecord>;
}

/** Newest first. */
export async function listRuns(
  { job, states, before = Number.POSITIVE_INFINITY, limit = 50 }: RunFilter,
  { living, newest, ended }: ListedRuns,
): Promise<readonly JobRunRecord[]> {
  const fits = (run: JobRunRecord) => run.dueAt < before && (states === undefined || states.includes(run.state));
  const most = Math.min(Math.max(1, Math.floor(limit)), 1_000);
  const latest = (runs: readonly JobRunRecord[]) => [...runs].sort((a, b) => b.dueAt - a.dueAt || b.queuedAt - a.queuedAt).slice(0, most);

  /** The first of a job that fit. */
  async function fitting(slug: string, oldest: number): Promise<readonly JobRunRecord[]> {
    const found: JobRunRecord[] = [];
    for await (const run of ended(slug)) {
      if (run.dueAt < oldest || found.length >= most) break;
      if (fits(run)) found.push(run);
    }
    return found;
  }

  const alive = [...living.values()].filter((run) => (job === undefined || run.job === job) && fits(run)).map(shownRun);
  if (job !== undefined) return latest([...alive, ...(await fitting(job, 0))]);
  let found = latest(alive);
  // The newest of all are among those whose newest is new enough: the others are never read.
  for (const [slug, dueAt] of [...newest].sort((a, b) => b[1] - a[1])) {
    const oldest = found.length < most ? 0 : (found.at(-1)?.dueAt ?? 0);
    if (found.length >= most && dueAt <= oldest) break;
    found = latest([...found, ...(await fitting(slug, oldest))]);
  }
  return found;
}
