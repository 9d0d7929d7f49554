import type { Clock } from "@instar/kernel";
import type { JobDetail, JobHandoff, JobProblem, JobRunRecord, JobTrend, JobView, JobWorkload } from "./contract.ts";
import { describeSchedule } from "./plan/describe-schedule.ts";
import type { RunBook } from "./run-book.ts";
import type { HeldJob } from "./scheduler-jobs.ts";

const trendRuns = 10;
const upcomingRuns = 5;

/** How jobs look to whoever asks. */
export interface JobViews {
  view(job: HeldJob): JobView;
  detail(job: HeldJob): Promise<JobDetail>;
  trend(slug: string): Promise<JobTrend>;
}

export interface JobViewsParts {
  readonly book: RunBook;
  readonly clock: Clock;
  readonly problemsOf: (slug: string) => readonly JobProblem[];
  readonly handoff: (slug: string) => Promise<JobHandoff | undefined>;
  readonly workloads: (slug: string) => Promise<readonly JobWorkload[]>;
}

const average = (figures: readonly number[]) => figures.reduce((sum, figure) => sum + figure, 0) / figures.length;

export function createJobViews({ book, clock, problemsOf, handoff, workloads }: JobViewsParts): JobViews {
  const nextOf = ({ definition, plan }: HeldJob) => (definition.enabled ? plan.next(clock.now()) : undefined);

  function view(job: HeldJob): JobView {
    const { definition } = job;
    const state = book.job(definition.slug);
    const living = book.livingOf(definition.slug);
    const next = nextOf(job);
    return {
      ...definition,
      paused: state?.paused ?? false,
      running: living.some((run) => run.state === "running"),
      queued: living.filter((run) => run.state === "queued").length,
      ...(next !== undefined && { next }),
      ...(state?.last && { last: state.last }),
      failures: state?.failures ?? 0,
      problems: problemsOf(definition.slug),
    };
  }

  async function lastRuns(slug: string): Promise<readonly JobRunRecord[]> {
    const runs: JobRunRecord[] = [];
    for await (const run of book.ended(slug)) {
      runs.push(run);
      if (runs.length === trendRuns) break;
    }
    return runs;
  }

  async function trend(slug: string): Promise<JobTrend> {
    const runs = await lastRuns(slug);
    const saturations = (await workloads(slug)).slice(0, trendRuns).map(({ found, processed }) => (found === 0 ? 0 : Math.min(1, processed / found)));
    const lengths = runs.flatMap(({ startedAt, endedAt }) => (startedAt === undefined || endedAt === undefined ? [] : [endedAt - startedAt]));
    return {
      runs: runs.length,
      skippedShare: runs.length === 0 ? 0 : runs.filter(({ state }) => state === "skipped").length / runs.length,
      ...(saturations.length > 0 && { averageSaturation: average(saturations) }),
      ...(lengths.length > 0 && { averageMs: average(lengths) }),
    };
  }

  return {
    view,
    trend,
    async detail(job) {
      const { definition, plan } = job;
      const { slug, schedule, timezone } = definition;
      const upcoming: number[] = [];
      for (let due = nextOf(job); due !== undefined && upcoming.length < upcomingRuns; due = plan.next(due)) upcoming.push(due);
      const handoffNotes = await handoff(slug);
      return { ...view(job), upcoming, when: describeSchedule(schedule, timezone), ...(handoffNotes && { handoffNotes }), trend: await trend(slug) };
    },
  };
}
