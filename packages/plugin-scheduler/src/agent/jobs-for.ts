import type { Clock } from "@instar/kernel";
import type { Caller, Sessions } from "@instar/kernel/contracts";
import type { JobDetail, JobFields, JobRunRecord, JobScheduler, JobView, RunFilter } from "../contract.ts";
import type { JobTopics } from "../job-topics.ts";
import type { OwnScheduler } from "../scheduler.ts";
import { type AgentCaller, agentCaller } from "./agent-caller.ts";
import { JobAgentError } from "./agent-errors.ts";
import type { ChangeDesk } from "./change-desk.ts";
import { isCommand } from "./describe-change.ts";
import type { JobDrafts } from "./job-drafts.ts";
import { type AgentAsks, isKept } from "./judge-change.ts";

export interface JobsForParts {
  readonly scheduler: OwnScheduler;
  readonly desk: ChangeDesk;
  readonly drafts: JobDrafts;
  readonly sessions: Pick<Sessions, "list">;
  readonly topics: Pick<JobTopics, "ownersJobAt">;
  readonly options: { readonly agentMinEveryMs: number; readonly agentAsks: AgentAsks };
  readonly clock: Clock;
}

/** Of several jobs together. */
const latest = (runs: readonly JobRunRecord[], { limit = 50 }: RunFilter) => [...runs].sort((a, b) => b.dueAt - a.dueAt).slice(0, limit);

/** What an agent may call of the scheduler, within what is its own. */
export const agentMethods = [
  "list",
  "show",
  "add",
  "edit",
  "enable",
  "disable",
  "remove",
  "trigger",
  "runNow",
  "nextRun",
  "cancel",
  "runs",
  "run",
  "handoff",
  "leave",
  "skips",
  "workload",
  "defaults",
  "validate",
] as const satisfies readonly (keyof JobScheduler)[];

export type AgentJobs = Pick<JobScheduler, (typeof agentMethods)[number]>;

/** An agent sees which jobs there are and when they run; it changes, runs and reads what is its own: what it made, and the job whose topic it is in. A run of a job speaks for its job only. */
function jobsForAgent(session: string, { scheduler, desk, drafts, sessions, topics, options, clock }: JobsForParts): AgentJobs {
  const who = () => agentCaller(session, sessions, topics);
  const isOwn = (caller: AgentCaller, job: { readonly slug: string; readonly agent?: string }) => job.agent === caller.key || job.slug === caller.topicOf;
  const mayRead = (caller: AgentCaller, job: { readonly slug: string; readonly agent?: string }) => isOwn(caller, job) || caller.runOf?.job === job.slug;

  /** Rejects for what the caller may not read what came of. */
  async function readable(caller: AgentCaller, slug: string): Promise<JobDetail> {
    const job = await scheduler.show(slug);
    if (!mayRead(caller, job)) throw JobAgentError.NOT_YOURS(slug);
    return job;
  }

  /** Rejects for runs of jobs, for strangers, and for what isn't the caller's. */
  async function changing(what: string): Promise<AgentCaller> {
    const caller = await who();
    if (!caller.known) throw JobAgentError.UNKNOWN_SESSION();
    if (caller.runOf) throw JobAgentError.IN_A_RUN(what);
    return caller;
  }

  async function own(what: string, slug: string): Promise<{ readonly caller: AgentCaller; readonly job: JobDetail }> {
    const caller = await changing(what);
    const job = await scheduler.show(slug);
    if (!isOwn(caller, job)) throw JobAgentError.NOT_YOURS(slug);
    if (job.origin.kind === "code") throw JobAgentError.IN_CODE(slug);
    return { caller, job };
  }

  const withoutResults = <View extends JobView>({ last, ...job }: View) =>
    ({
      ...job,
      ...(last && { last: { id: last.id, state: last.state, dueAt: last.dueAt, ...(last.endedAt !== undefined && { endedAt: last.endedAt }) } }),
    }) as View;

  const fieldsOf = (fields: JobFields): JobFields => {
    if (Object.hasOwn(fields, "agent")) throw JobAgentError.FIELD("agent", "the house knows whose job it is.");
    return fields;
  };

  /** Asked of each job that the caller may read by itself, so that what others do pushes nothing out. */
  async function ofEach<Answer>({ job, ...filter }: RunFilter, ask: (one: RunFilter) => Promise<Answer>): Promise<readonly Answer[]> {
    const caller = await who();
    if (job !== undefined) {
      await readable(caller, job);
      return [await ask({ ...filter, job })];
    }
    const { jobs } = await scheduler.list();
    return Promise.all(jobs.filter((one) => mayRead(caller, one)).map(({ slug }) => ask({ ...filter, job: slug })));
  }

  async function runs(filter: RunFilter = {}): Promise<readonly JobRunRecord[]> {
    const found = await ofEach(filter, scheduler.runs);
    return latest(found.flat(), filter);
  }

  async function trigger(slug: string, reason?: string) {
    const { job } = await own("run jobs", slug);
    // What is over counts among no agent's jobs, so it can't be begun without being one of them again.
    if (!isKept(job, clock.now())) throw JobAgentError.OVER(slug);
    if (options.agentAsks !== "never" && job.schedule.kind === "at" && (job.execute?.type === "script" || isCommand(job.gate))) throw JobAgentError.ONCE(slug);
    const [former] = await scheduler.runs({ job: slug, limit: 1 });
    const leftMs = former === undefined ? 0 : former.queuedAt + options.agentMinEveryMs - clock.now();
    if (leftMs > 0)
      return {
        outcome: "skipped" as const,
        why: `Its former run began less than ${Math.round(options.agentMinEveryMs / 1_000)} s ago; try it in ${Math.ceil(leftMs / 1_000)} s.`,
      };
    return scheduler.triggerAs({ kind: "agent", session }, job.slug, reason ?? "an agent asked for it");
  }

  async function readRun(id: string, waitMs?: number): Promise<JobRunRecord> {
    const found = await scheduler.run(id);
    await readable(await who(), found.job);
    return waitMs === undefined ? found : scheduler.run(id, waitMs);
  }

  return {
    async list(filter) {
      const caller = await who();
      const list = await scheduler.list(filter);
      return { ...list, jobs: list.jobs.map((job) => (mayRead(caller, job) ? job : withoutResults(job))) };
    },
    async show(slug) {
      const caller = await who();
      const job = await scheduler.show(slug);
      if (mayRead(caller, job)) return job;
      const { handoffNotes: _, ...rest } = withoutResults(job);
      return rest;
    },
    async add(slug, fields, body) {
      const caller = await changing("add jobs");
      if (await scheduler.hasPast(slug)) throw JobAgentError.USED_NAME(slug);
      return desk.change(caller, "add", () => drafts.add(slug, { ...fieldsOf(fields), agent: caller.key }, body));
    },
    async edit(slug, fields, body) {
      const { caller } = await own("change jobs", slug);
      return desk.change(caller, "edit", () => drafts.edit(slug, fieldsOf(fields), body));
    },
    async enable(slug) {
      const { caller } = await own("switch jobs on", slug);
      return desk.change(caller, "enable", () => drafts.edit(slug, { enabled: true }));
    },
    async disable(slug) {
      const { caller, job } = await own("switch jobs off", slug);
      await desk.narrow(caller, "disable", job, async () => void (await scheduler.disable(slug)));
      return scheduler.show(slug);
    },
    async remove(slug) {
      const { caller, job } = await own("remove jobs", slug);
      await desk.narrow(caller, "remove", job, () => scheduler.remove(slug));
    },
    trigger,
    runNow: trigger,
    nextRun: (slug) => scheduler.nextRun(slug),
    async cancel(id) {
      const { job } = await scheduler.run(id);
      await own("cancel runs", job);
      return scheduler.cancel(id);
    },
    runs,
    run: readRun,
    async handoff(slug) {
      await readable(await who(), slug);
      return scheduler.handoff(slug);
    },
    async leave(slug, notes) {
      const { runOf } = await who();
      if (runOf === undefined) throw JobAgentError.NOT_A_RUN(slug);
      if (runOf.job !== slug) throw JobAgentError.OTHER_RUN(runOf.job);
      return scheduler.leave(slug, notes, runOf.run);
    },
    async skips(filter = {}) {
      const found = await ofEach(filter, scheduler.skips);
      const skipped = found.flatMap((one) => one.skipped);
      const workloads = found.flatMap((one) => one.workloads).sort((a, b) => b.at - a.at);
      return { skipped: latest(skipped, filter), workloads: workloads.slice(0, filter.limit ?? 50) };
    },
    async workload(entry) {
      const caller = await who();
      if (caller.runOf) {
        if (caller.runOf.job !== entry.job) throw JobAgentError.OTHER_RUN(caller.runOf.job);
        return scheduler.workload({ ...entry, run: caller.runOf.run });
      }
      await own("speak for other jobs", entry.job);
      return scheduler.workload(entry);
    },
    defaults: () => scheduler.defaults(),
    validate: () => scheduler.validate(),
  };
}

/** The jobs as a caller may use them: the owner all of them. What an agent may not call at all is not there for it. */
export function jobsFor(caller: Caller, parts: JobsForParts): AgentJobs {
  return caller.kind === "owner" ? parts.scheduler : jobsForAgent(caller.session, parts);
}
