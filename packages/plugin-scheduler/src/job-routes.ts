import { InstarError } from "@instar/kernel";
import type { Caller, Route, RouteCall } from "@instar/kernel/contracts";
import { withStatuses } from "@instar/plugin-http/contract";
import { z } from "zod";
import { JobAgentError } from "./agent/agent-errors.ts";
import type { AgentJobs } from "./agent/jobs-for.ts";
import type { JobFields, JobScheduler } from "./contract.ts";
import { SchedulerError } from "./errors.ts";
import {
  handoffSchema,
  jobDetailSchema,
  jobListSchema,
  reloadSchema,
  runSchema,
  runStates,
  skipsSchema,
  slugSchema,
  trendSchema,
  triggerSchema,
  waitingSchema,
} from "./job-route-schemas.ts";

const statuses: Readonly<Record<string, number>> = {
  SCHEDULER_UNKNOWN_JOB: 404,
  SCHEDULER_BROKEN: 409,
  SCHEDULER_UNKNOWN_RUN: 404,
  SCHEDULER_UNKNOWN_DEFAULT: 404,
  SCHEDULER_BAD_FIELDS: 422,
  SCHEDULER_BAD_WORKLOAD: 422,
  SCHEDULER_NOTES_TOO_LONG: 422,
  SCHEDULER_JOB_EXISTS: 409,
  SCHEDULER_IN_CODE: 409,
  SCHEDULER_NOT_SAVED: 503,
  JOB_AGENT_CHANGED: 409,
  JOB_AGENT_IN_CODE: 409,
  JOB_AGENT_USED_NAME: 409,
  JOB_AGENT_OVER: 409,
  JOB_AGENT_TOO_MANY: 429,
  JOB_AGENT_TOO_MANY_FILES: 429,
  JOB_AGENT_ASKED_OFTEN: 429,
  JOB_AGENT_TOO_LONG: 422,
  JOB_AGENT_NOT_SAVED: 503,
};

const statusOf = (code: string): number | undefined => statuses[code] ?? (code.startsWith("JOB_AGENT_") ? 403 : undefined);

const params = z.object({ slug: slugSchema });
const runParams = z.object({ slug: slugSchema, run: z.string().min(1).max(200) });
const fields = z.record(z.string().max(100), z.json()).describe("As in the front matter of a file of a job; null takes a field out.");
const body = z.string().max(100_000).describe("The prompt or the script.");
const addBody = z.union([
  z.strictObject({ slug: slugSchema, fields, body: body.optional() }),
  z.strictObject({ default: slugSchema.describe("One of the jobs that come along."), fields: fields.optional() }),
]);
const editBody = z.strictObject({ fields: fields.optional(), body: body.optional() });
const triggerBody = z.strictObject({ reason: z.string().min(1).max(1_000).optional() }).optional();
const notesBody = z.strictObject({ notes: z.string().max(8_000).describe("Empty: they are taken away.") });
const workloadBody = z.strictObject({
  job: slugSchema,
  run: z.string().min(1).max(200).optional(),
  found: z.number().min(0),
  processed: z.number().min(0),
  notes: z.string().max(2_000).optional(),
});
const listQuery = z.strictObject({ tag: z.string().min(1).max(50).optional() });
const wait = z.coerce.number().int().min(0).max(25).default(0).describe("Seconds to wait for its end, at most 25.");
const runsQuery = z.strictObject({
  state: z.union([z.enum(runStates), z.array(z.enum(runStates))]).optional(),
  before: z.coerce.number().min(0).optional().describe("Due before, in epoch ms: for the next page."),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
const skipsQuery = runsQuery.omit({ state: true }).extend({ job: slugSchema.optional() });

const filterOf = ({ state, before, limit }: Partial<z.output<typeof runsQuery>>) => ({
  ...(state !== undefined && { states: typeof state === "string" ? [state] : state }),
  ...(before !== undefined && { before }),
  ...(limit !== undefined && { limit }),
});

/** Jobs over the API: an agent sees all, and changes, runs and reads its own; the owner all. `whole`: what only the owner may ask. */
export function jobRoutes(jobsFor: (caller: Caller) => AgentJobs, whole: Pick<JobScheduler, "addDefault" | "pause" | "resume" | "reload">): readonly Route[] {
  async function answered(call: RouteCall, status: number, ask: (jobs: AgentJobs, slug: string) => Promise<unknown>): Promise<Response> {
    const { caller, params: given } = call;
    if (caller === undefined) throw new Error("A route of the jobs was called without a caller.");
    try {
      const answer = await withStatuses(statusOf, () => ask(jobsFor(caller), given["slug"] ?? ""));
      return status === 204 ? new Response(null, { status }) : Response.json(answer ?? null, { status });
    } catch (error) {
      if (!InstarError.is(error, "JOB_AGENT_WAITING")) throw error;
      return Response.json({ outcome: "waiting", code: error.code, text: error.message }, { status: 202 });
    }
  }

  /** The id of a run that is one of this job. */
  async function runOf(jobs: AgentJobs, slug: string, call: RouteCall): Promise<string> {
    const id = call.params["run"] ?? "";
    if ((await jobs.run(id)).job !== slug) throw SchedulerError.UNKNOWN_RUN(id);
    return id;
  }

  const verb = (name: "enable" | "disable", summary: string): Route => ({
    method: "POST",
    path: `/jobs/:slug/${name}`,
    access: "agent",
    summary,
    schema: { params, answer: z.union([jobDetailSchema, waitingSchema]) },
    handle: (_, call) => answered(call, 200, (jobs, slug) => jobs[name](slug)),
  });

  const rest = (name: "pause" | "resume", summary: string): Route => ({
    method: "POST",
    path: `/jobs/:slug/${name}`,
    access: "owner",
    summary,
    schema: { params, answer: jobDetailSchema },
    handle: (_, call) =>
      answered(call, 200, async (jobs, slug) => {
        await whole[name](slug);
        return jobs.show(slug);
      }),
  });

  return [
    {
      method: "GET",
      path: "/jobs",
      access: "agent",
      summary: "The jobs, when they run next and how they ended last; and files that are broken.",
      schema: { query: listQuery, answer: jobListSchema },
      handle: (_, call) => answered(call, 200, (jobs) => jobs.list(call.query as { tag?: string })),
    },
    {
      method: "POST",
      path: "/jobs",
      access: "agent",
      summary: "Makes a job, as a file. 202: by an agent, and it waits for the owner's yes.",
      schema: { body: addBody, answer: z.union([jobDetailSchema, waitingSchema]) },
      handle(_, call) {
        const asked = call.body as z.output<typeof addBody>;
        if (!("default" in asked)) return answered(call, 201, (jobs) => jobs.add(asked.slug, asked.fields as JobFields, asked.body));
        return answered(call, 201, async () => {
          if (call.caller?.kind !== "owner") throw JobAgentError.OWNERS("choose a job that comes along");
          return whole.addDefault(asked.default, asked.fields);
        });
      },
    },
    {
      method: "POST",
      path: "/jobs/reload",
      access: "owner",
      summary: "Reads the folder of jobs now: what was changed is live when it answers.",
      schema: { answer: reloadSchema },
      handle: (_, call) => answered(call, 200, () => whole.reload()),
    },
    {
      method: "GET",
      path: "/jobs/:slug",
      access: "agent",
      summary: "One job, with its next five runs.",
      schema: { params, answer: jobDetailSchema },
      handle: (_, call) => answered(call, 200, (jobs, slug) => jobs.show(slug)),
    },
    {
      method: "PATCH",
      path: "/jobs/:slug",
      access: "agent",
      summary: "Changes fields of its file. 202: by an agent, and it waits for the owner's yes.",
      schema: { params, body: editBody, answer: z.union([jobDetailSchema, waitingSchema]) },
      handle(_, call) {
        const { fields: changes = {}, body: text } = call.body as z.output<typeof editBody>;
        return answered(call, 200, (jobs, slug) => jobs.edit(slug, changes as JobFields, text));
      },
    },
    {
      method: "DELETE",
      path: "/jobs/:slug",
      access: "agent",
      summary: "Takes its file away; its runs stay for reading.",
      schema: { params },
      handle: (_, call) => answered(call, 204, (jobs, slug) => jobs.remove(slug)),
    },
    {
      method: "GET",
      path: "/jobs/:slug/runs",
      access: "agent",
      summary: "Its runs, the latest due first.",
      schema: { params, query: runsQuery, answer: z.object({ runs: z.array(runSchema) }) },
      handle: (_, call) =>
        answered(call, 200, async (jobs, job) => ({ runs: await jobs.runs({ job, ...filterOf(call.query as z.output<typeof runsQuery>) }) })),
    },
    {
      method: "GET",
      path: "/jobs/:slug/runs/:run",
      access: "agent",
      summary: "One run, as soon as it has ended or as it is after `wait` seconds (at most 25).",
      schema: { params: runParams, query: z.strictObject({ wait }), answer: runSchema },
      handle: (_, call) =>
        answered(call, 200, async (jobs, slug) => {
          const id = await runOf(jobs, slug, call);
          return jobs.run(id, (call.query as { wait: number }).wait * 1_000);
        }),
    },
    {
      method: "POST",
      path: "/jobs/:slug/runs/:run/cancel",
      access: "agent",
      summary: "Ends a run that goes on, or takes a queued one out.",
      schema: { params: runParams, answer: z.object({ cancelled: z.boolean() }) },
      handle: (_, call) => answered(call, 200, async (jobs, slug) => ({ cancelled: await jobs.cancel(await runOf(jobs, slug, call)) })),
    },
    {
      method: "POST",
      path: "/jobs/:slug/trigger",
      access: "agent",
      spawns: true,
      summary: "Runs it now, through the same gates; durable when it answers. `skipped` says why.",
      schema: { params, body: triggerBody, answer: triggerSchema },
      handle: (_, call) => answered(call, 200, (jobs, slug) => jobs.trigger(slug, (call.body as z.output<typeof triggerBody>)?.reason)),
    },
    verb("enable", "Switches it on. 202: by an agent, and it waits for the owner's yes."),
    verb("disable", "Switches it off; what is queued is cancelled."),
    rest("pause", "Lets it rest: what is due meanwhile is recorded as skipped."),
    rest("resume", "Ends its rest."),
    {
      method: "GET",
      path: "/jobs/:slug/handoff",
      access: "agent",
      summary: "The notes that its next run gets; null when there are none.",
      schema: { params, answer: handoffSchema.nullable() },
      handle: (_, call) => answered(call, 200, (jobs, slug) => jobs.handoff(slug)),
    },
    {
      method: "PUT",
      path: "/jobs/:slug/handoff",
      access: "agent",
      summary: "Leaves notes for its next run: by the owner, or by a run of it.",
      schema: { params, body: notesBody, answer: handoffSchema.nullable() },
      handle: (_, call) => answered(call, 200, (jobs, slug) => jobs.leave(slug, (call.body as z.output<typeof notesBody>).notes)),
    },
    {
      method: "GET",
      path: "/skip-ledger",
      access: "agent",
      summary: "Runs that did not begin and why, and what was said of workloads; the latest first.",
      schema: { query: skipsQuery, answer: skipsSchema },
      handle(_, call) {
        const { job, ...page } = call.query as z.output<typeof skipsQuery>;
        return answered(call, 200, (jobs) => jobs.skips({ ...(job !== undefined && { job }), ...filterOf(page) }));
      },
    },
    {
      method: "POST",
      path: "/skip-ledger/workload",
      access: "agent",
      summary: "Says how much there was to do, and how much of it was done.",
      schema: { body: workloadBody, answer: trendSchema },
      handle: (_, call) => answered(call, 201, (jobs) => jobs.workload(call.body as z.output<typeof workloadBody> as Parameters<JobScheduler["workload"]>[0])),
    },
  ];
}
