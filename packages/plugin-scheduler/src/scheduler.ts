import type { Caller, JobTrigger } from "@instar/kernel/contracts";
import { cancelAllRuns, cancelRun } from "./cancel-run.ts";
import type { JobDetail, JobProblem, JobScheduler } from "./contract.ts";
import { unknownJob } from "./end-run.ts";
import { SchedulerError } from "./errors.ts";
import type { JobFolder } from "./files/job-folder.ts";
import type { House } from "./house.ts";
import type { JobFiles } from "./job-files.ts";
import type { JobNotes } from "./job-notes.ts";
import type { JobViews } from "./job-views.ts";
import type { HeldJob } from "./scheduler-jobs.ts";
import type { SchedulerLoop } from "./scheduler-loop.ts";
import { shownRun } from "./shown-run.ts";
import type { StoredJob } from "./stored-job.ts";
import { problemText } from "./terminal/describe-job.ts";
import { triggerRun } from "./trigger-run.ts";

export interface SchedulerParts {
  readonly house: House;
  readonly folder: JobFolder;
  readonly files: JobFiles;
  readonly notes: JobNotes;
  readonly views: JobViews;
  readonly loop: SchedulerLoop;
  /** What is kept, and the files: before anything else. Reads once. */
  readonly load: () => Promise<void>;
  /** While the house comes up: until what is due is run. At once when it is up, or not about to be. */
  readonly ready: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** The scheduler as the owner has it; `triggerAs` is for whoever acts for somebody else. */
export interface OwnScheduler extends JobScheduler {
  triggerAs(by: Caller, job: string, reason?: string, options?: { readonly watched?: boolean }): Promise<JobTrigger>;
  /** Whether a job of this name that is gone left results or notes. */
  hasPast(job: string): Promise<boolean>;
}

const owner: Caller = { kind: "owner" };
const longestWaitMs = 60_000;

export function createScheduler({ house, folder, files, notes, views, loop, load, ready, signal }: SchedulerParts): OwnScheduler {
  const { book, jobs, clock, parking } = house;

  async function find(slug: string): Promise<HeldJob> {
    await load();
    if (isBroken(slug)) throw SchedulerError.BROKEN(slug, folder.problemsOf(slug).map(problemText));
    return jobs.find(slug);
  }

  /** There is such a file, and none of its versions was ever good. */
  const isBroken = (slug: string) => jobs.get(slug) === undefined && folder.problemsOf(slug).length > 0;

  async function detail(slug: string): Promise<JobDetail> {
    return views.detail(await find(slug));
  }

  const stateOf = (slug: string): StoredJob => book.job(slug) ?? unknownJob;

  async function setPaused(slug: string, paused: boolean): Promise<void> {
    await find(slug);
    await book.write([book.setJob(slug, { ...stateOf(slug), paused })]);
    await loop.look();
  }

  async function setEnabled(slug: string, enabled: boolean): Promise<JobDetail> {
    const { definition } = await find(slug);
    if (definition.origin.kind === "file") await files.edit(slug, { enabled });
    else {
      await book.write([book.setJob(slug, { ...stateOf(slug), enabled })]);
      await loop.sync();
    }
    return detail(slug);
  }

  // One listener for all who wait: there may be many.
  signal.addEventListener("abort", () => book.wake(), { once: true });

  async function triggerAs(by: Caller, slug: string, reason?: string, { watched = false } = {}): Promise<JobTrigger> {
    await ready();
    return triggerRun((await find(slug)).definition, { by, reason, watched }, { house, loop });
  }

  const problems = (): readonly JobProblem[] => [...folder.problems(), ...jobs.problems()];

  return {
    triggerAs,
    async hasPast(slug) {
      await load();
      if (jobs.get(slug) !== undefined) return false;
      if ((await notes.handoff(slug)) !== undefined) return true;
      const [runs, workloads] = await Promise.all([book.list({ job: slug, limit: 1 }), notes.workloads(slug, 1)]);
      return runs.length + workloads.length > 0;
    },
    trigger: (slug, reason, wishes) => triggerAs(owner, slug, reason, wishes),
    runNow: (slug, reason) => triggerAs(owner, slug, reason),
    nextRun: async (slug) => views.view(await find(slug)).next,
    pause: (slug) => setPaused(slug, true),
    resume: (slug) => setPaused(slug, false),

    async list({ tag } = {}) {
      await load();
      const all = [...jobs.all().values()].filter(({ definition }) => tag === undefined || definition.tags.includes(tag));
      const parkedUntil = parking.until();
      return {
        jobs: all.map((job) => views.view(job)).sort((a, b) => (a.slug < b.slug ? -1 : 1)),
        broken: [...folder.problems().filter((problem) => !isOfJob(problem, folder)), ...jobs.problems()],
        ...(parkedUntil !== undefined && { parkedUntil }),
      };
    },
    show: detail,
    async add(slug, fields, body) {
      await load();
      if (jobs.get(slug)) throw SchedulerError.JOB_EXISTS(slug);
      await files.add(slug, fields, body);
      return detail(slug);
    },
    async addDefault(name, fields) {
      await load();
      if (jobs.get(name)) throw SchedulerError.JOB_EXISTS(name);
      await files.addDefault(name, fields);
      return detail(name);
    },
    async defaults() {
      await load();
      return (await files.defaults()).map(({ name, description }) => ({ name, description, added: jobs.get(name) !== undefined }));
    },
    async edit(slug, fields, body) {
      await load();
      // The edit may be what mends it; if it is not, all that is wrong is said.
      if (isBroken(slug)) await files.edit(slug, fields, body);
      const { definition } = await find(slug);
      if (definition.origin.kind === "code") {
        const [only, ...others] = Object.keys(fields);
        if (only !== "enabled" || others.length > 0 || typeof fields.enabled !== "boolean" || body !== undefined)
          throw SchedulerError.IN_CODE(slug, definition.origin.plugin);
        return setEnabled(slug, fields.enabled);
      }
      await files.edit(slug, fields, body);
      return detail(slug);
    },
    enable: (slug) => setEnabled(slug, true),
    disable: (slug) => setEnabled(slug, false),
    async remove(slug) {
      await load();
      const origin = isBroken(slug) ? undefined : (await find(slug)).definition.origin;
      if (origin?.kind === "code") throw SchedulerError.IN_CODE(slug, origin.plugin);
      if (!(await files.remove(slug))) return;
      // All that was for its next run is not for that of a job which happens to be named like it.
      await notes.leave(slug, "");
      const { alerted: _, ...former } = stateOf(slug);
      if (book.job(slug)) await book.write([book.setJob(slug, { ...former, paused: false, failures: 0 })]);
    },

    async cancelAll(why) {
      await load();
      return cancelAllRuns(why, { book, loop });
    },
    async cancel(id) {
      await load();
      return cancelRun(id, { book, loop });
    },
    async runs(filter = {}) {
      await load();
      return book.list(filter);
    },
    async run(id, waitMs = 0) {
      await load();
      const mostMs = Math.min(Math.max(0, waitMs), longestWaitMs);
      const deadline = clock.now() + mostMs;
      house.watched.stay(id, mostMs);
      for (;;) {
        const found = await book.find(id);
        if (found === undefined) throw SchedulerError.UNKNOWN_RUN(String(id));
        const leftMs = deadline - clock.now();
        if ((found.state !== "queued" && found.state !== "running") || leftMs <= 0 || signal.aborted) return shownRun(found);
        // It may have ended while it was read.
        if (book.living().has(id)) await book.changed(id, leftMs);
      }
    },

    async handoff(slug) {
      await find(slug);
      return notes.handoff(slug);
    },
    async leave(slug, text, run) {
      await find(slug);
      return notes.leave(slug, text, run);
    },
    async skips(filter = {}) {
      await load();
      return { skipped: await book.list({ ...filter, states: ["skipped"] }), workloads: await notes.workloads(filter.job, filter.limit ?? 50) };
    },
    async workload(entry) {
      await find(entry.job);
      await notes.note(entry);
      return views.trend(entry.job);
    },
    async import(text, wishes = {}) {
      await load();
      const broken = folder.problems().flatMap((problem) => slugOf(problem) ?? []);
      return files.import(text, wishes, new Set([...jobs.all().keys(), ...broken]));
    },
    async validate() {
      await load();
      await folder.load();
      await loop.sync();
      return problems();
    },
    async reload() {
      await load();
      const change = await folder.load();
      await loop.sync();
      return change;
    },
  };
}

const slugOf = ({ path }: JobProblem): string | undefined => /([A-Za-z0-9_-]+)\.md$/.exec(path)?.[1];

/** A problem of a file whose last good version goes on: it is shown with its job. */
const isOfJob = (problem: JobProblem, folder: JobFolder): boolean => {
  const slug = slugOf(problem);
  return slug !== undefined && folder.jobs().has(slug) && folder.problemsOf(slug).length > 0;
};
