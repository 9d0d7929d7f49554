import type { JobRunRecord } from "./contract.ts";
import type { House } from "./house.ts";
import { planEnd } from "./plan-end.ts";
import type { StoredJob } from "./stored-job.ts";
import type { LivingRun } from "./stored-run.ts";
import type { Telling } from "./stored-telling.ts";

export const unknownJob: StoredJob = { plan: "off", cursor: 0, paused: false, failures: 0 };

/** Everything that follows from an end, as operations for its commit, and what is to be told once that is durable. */
export function consequences({ book, jobs, story, tellings, watched, clock }: House, run: JobRunRecord, said?: string) {
  const former = book.job(run.job) ?? unknownJob;
  const plan = planEnd(former, jobs.get(run.job)?.definition, run, { said, now: clock.now(), watched: watched.has(run.id) });
  const alert = plan.tellings.find(({ kind }) => kind === "alert");
  return {
    /** What is known of its job now: of several at once the last says it all. */
    job: book.setJob(run.job, plan.job),
    ops: [...plan.tellings.map((telling) => tellings.keep(telling)), ...story.ended(run), ...(alert ? story.alerted(run, plan.job.failures) : [])],
    tellings: plan.tellings,
  };
}

/** The end of a run that waited or went on: one commit with all that follows from it. */
export async function endRun(house: House, run: LivingRun, end: Partial<JobRunRecord> & Pick<JobRunRecord, "state">, said?: string): Promise<JobRunRecord> {
  // Why it waited before is no reason for how it ended.
  const { notBefore: _notBefore, why: _why, ...rest } = run;
  const ended: JobRunRecord = { ...rest, ...end, ...(end.why !== undefined && { why: house.redact(end.why) }), endedAt: house.clock.now() };
  let tellings: readonly Telling[] = [];
  await house.book.end(run, ended, () => {
    const follows = consequences(house, ended, said);
    tellings = follows.tellings;
    return [follows.job, ...follows.ops];
  });
  house.watched.over(ended.id);
  house.tellings.add(tellings);
  return ended;
}
