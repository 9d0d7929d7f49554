import { InstarError } from "@instar/kernel";
import { type AgentTool, defineTool, type ToolUse } from "@instar/kernel/contracts";
import { z } from "zod";
import type { JobFields } from "../contract.ts";
import { describeJob, describeJobLine } from "../terminal/describe-job.ts";
import { describeRun } from "../terminal/describe-run.ts";
import type { AgentJobs } from "./jobs-for.ts";
import type { StoredChange } from "./stored-change.ts";

export interface JobToolsParts {
  readonly within: (use: ToolUse) => AgentJobs;
  /** Changes that this caller waits for, or that ended lately. */
  readonly changes: (use: ToolUse) => Promise<readonly StoredChange[]>;
  readonly now: () => number;
}

const job = z.string();
const more = z.looseObject({}).optional();
// What a looser schema lets through does nothing here, and its description is shorter.
const none = z.object({});
const one = z.object({ job });

/** A change that only waits is no failure of the tool. */
async function told(work: Promise<string>): Promise<string> {
  try {
    return await work;
  } catch (error) {
    if (InstarError.is(error, "JOB_AGENT_WAITING")) return [error.message, error.hint].join(" ");
    throw error;
  }
}

/** Jobs for agents: descriptions are short, for each request of the model pays for them. The skill `instar-scheduler` tells the rest. */
export function jobTools({ within, changes, now }: JobToolsParts): readonly AgentTool[] {
  return [
    defineTool({
      name: "job_list",
      description: "Scheduled jobs, and what waits for the owner's yes.",
      input: none,
      readOnly: true,
      async run(_, use) {
        const { jobs } = await within(use).list();
        const asked = (await changes(use)).filter(({ state }) => state !== "landed" && state !== "replaced");
        const lines = [
          ...jobs.map((each) => describeJobLine(each, now())),
          ...asked.map((change) => `${change.job}: ${change.state === "open" ? `your change waits for the owner's yes` : change.ended}`),
        ];
        return lines.length === 0 ? "There is no job." : lines.join("\n");
      },
    }),
    defineTool({
      name: "job_show",
      description: "One job.",
      input: one,
      readOnly: true,
      run: async (input, use) => describeJob(await within(use).show(input.job), now()),
    }),
    defineTool({
      name: "job_add",
      description:
        "Make a job. schedule: cron, `every 6h` or `at 2026-12-01 09:00`; body: its prompt, shell script or skill. What repeats or runs a command waits for the owner's yes.",
      input: z.strictObject({ job, schedule: z.string(), execute: z.enum(["prompt", "script", "skill"]), body: z.string(), more }),
      async run(input, use) {
        const value = input.execute === "skill" ? { execute: { type: "skill", value: input.body } } : { execute: input.execute };
        const fields: JobFields = { ...input.more, schedule: input.schedule, ...value };
        return told(
          within(use)
            .add(input.job, fields, input.execute === "skill" ? undefined : input.body)
            .then((made) => describeJob(made, now())),
        );
      },
    }),
    defineTool({
      name: "job_edit",
      description: "Change fields of your job (null removes one) or its body; { enabled } switches it.",
      input: z.strictObject({ job, fields: more, body: z.string().optional() }),
      run: async (input, use) => told(changed(within(use), input).then((made) => describeJob(made, now()))),
    }),
    defineTool({
      name: "job_remove",
      description: "Remove your job.",
      input: one,
      async run(input, use) {
        await within(use).remove(input.job);
        return `${input.job} is removed.`;
      },
    }),
    defineTool({
      name: "job_run",
      description: "Run your job now.",
      input: one,
      async run(input, use) {
        const { outcome, run, why } = await within(use).trigger(input.job);
        return [`${input.job}: ${outcome}`, run, why].filter(Boolean).join(", ");
      },
    }),
    defineTool({
      name: "job_history",
      description: "Results of your jobs.",
      input: z.object({ job: job.optional() }),
      readOnly: true,
      async run(input, use) {
        const runs = await within(use).runs({ ...(input.job !== undefined && { job: input.job }), limit: 10 });
        return runs.length === 0 ? "Nothing has run yet." : runs.map((run) => describeRun(run, now())).join("\n\n");
      },
    }),
    defineTool({
      name: "job_handoff",
      description: "In a run of a job: notes for the next run; without notes, reads them.",
      input: z.object({ job, notes: z.string().optional() }),
      async run(input, use) {
        const jobs = within(use);
        if (input.notes === undefined) return (await jobs.handoff(input.job))?.notes ?? "There are no notes.";
        await jobs.leave(input.job, input.notes);
        return "The next run gets them.";
      },
    }),
  ];
}

/** A change of nothing but the switch is one of its own: switching off never waits. */
function changed(
  jobs: AgentJobs,
  { job, fields = {}, body }: { readonly job: string; readonly fields?: JobFields | undefined; readonly body?: string | undefined },
) {
  const isSwitch = body === undefined && Object.keys(fields).length === 1;
  if (isSwitch && fields.enabled === false) return jobs.disable(job);
  if (isSwitch && fields.enabled === true) return jobs.enable(job);
  return jobs.edit(job, fields, body);
}
