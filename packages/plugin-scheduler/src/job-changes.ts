import { InstarError } from "@instar/kernel";
import type { Op } from "@instar/kernel/contracts";
import type { JobRunRecord } from "./contract.ts";
import type { DueHeap } from "./due-heap.ts";
import { endRun, unknownJob } from "./end-run.ts";
import type { House } from "./house.ts";
import { jitterOf } from "./plan/jitter.ts";
import { mostAheadMs } from "./plan-look.ts";
import type { Dispatcher } from "./runner/dispatcher.ts";
import type { HeldJob } from "./scheduler-jobs.ts";
import type { StoredJob } from "./stored-job.ts";
import type { LivingRun } from "./stored-run.ts";

const dayMs = 86_400_000;

type End = Pick<JobRunRecord, "state" | "skip" | "why">;

/** What follows when jobs come, change and go. */
export interface JobChanges {
  /** New and changed ones begin from now, and what waits of those that are off or gone is ended. `isFirst`: all of them are looked at. Never twice at once. */
  take(isFirst: boolean): Promise<void>;
  /** Ends a run that waits. */
  withdraw(run: LivingRun, end: End): Promise<void>;
}

export function createJobChanges(house: House, { heap, dispatcher }: { readonly heap: DueHeap; readonly dispatcher: Dispatcher }): JobChanges {
  const { clock, book, jobs, options } = house;

  function wake({ definition, plan }: HeldJob, { cursor }: StoredJob): void {
    const due = definition.enabled ? plan.next(cursor) : undefined;
    heap.set(definition.slug, due === undefined ? undefined : due + jitterOf(definition.slug, due, definition.jitterMs));
  }

  async function withdraw(run: LivingRun, end: End): Promise<void> {
    dispatcher.remove(run.id);
    await endRun(house, run, end);
  }

  /** What waits of a job that is off or gone. */
  async function withdrawAll(slug: string, end: End): Promise<void> {
    for (const run of book.livingOf(slug)) {
      if (dispatcher.active(run.id) || run.state !== "queued") continue;
      if (run.cause === "manual" && end.state === "cancelled") continue;
      try {
        await withdraw(run, end);
      } catch (error) {
        if (!InstarError.is(error, "SCHEDULER_NOT_SAVED")) throw error; // somebody else ended it meanwhile, which was the wish
      }
    }
  }

  async function take(isFirst: boolean): Promise<void> {
    const { changed, removed } = jobs.refresh();
    const now = clock.now();
    const ops: Op[] = [];
    const slugs = isFirst ? [...jobs.all().keys()] : changed;
    for (const slug of slugs) {
      const job = jobs.get(slug);
      if (job === undefined) continue;
      let state = book.job(slug);
      if (state?.plan !== job.planKey || state.cursor > now + mostAheadMs) {
        state = { ...(state ?? unknownJob), plan: job.planKey, cursor: now };
        ops.push(book.setJob(slug, state));
      }
      wake(job, state);
    }
    const gone = removed.map(({ definition }) => definition.slug);
    const off = (slug: string) => {
      const state = book.job(slug);
      if (state !== undefined && state.plan !== "off") ops.push(book.setJob(slug, { ...state, plan: "off" }));
    };
    // A job in code that is away comes back with its plugin, and is caught up on then; a file that was taken away is a decision.
    if (isFirst) {
      for (const [slug, { plan, cursor, last }] of [...book.jobs()]) {
        if (jobs.get(slug)) continue;
        if (plan.startsWith('["file"')) {
          off(slug);
          gone.push(slug);
        } else if (Math.max(cursor, last?.endedAt ?? 0) < now - options.keepDays * dayMs) ops.push(book.forgetJob(slug));
      }
    }
    for (const { definition } of removed) {
      heap.set(definition.slug, undefined);
      if (definition.origin.kind === "file") off(definition.slug);
    }
    // All at once: a cursor that moves meanwhile is to be written behind these.
    const writes: Promise<void>[] = [];
    for (let index = 0; index < ops.length; index += 1_000) writes.push(book.write(ops.slice(index, index + 1_000)));
    await Promise.all(writes);
    for (const slug of slugs)
      if (jobs.get(slug)?.definition.enabled === false) await withdrawAll(slug, { state: "cancelled", why: "The job was switched off." });
    for (const slug of gone) await withdrawAll(slug, { state: "skipped", skip: "changed", why: "The job is gone." });
  }

  return { take, withdraw };
}
