import { defineCommand } from "@instar/kernel/command";
import { JobCommandError } from "../command-errors.ts";
import { JobScheduler, type RunState } from "../contract.ts";
import { runRow } from "../terminal/describe-run.ts";

const states = ["queued", "running", "succeeded", "failed", "timeout", "skipped", "cancelled"] as const satisfies readonly RunState[];

export default defineCommand({
  summary: "List runs, the latest due first",
  args: { job: { description: "of this job; without it of all" } },
  flags: {
    state: { multiple: true, options: states, description: "only these" },
    limit: { type: "integer", default: 50, description: "how many, 1 to 1000" },
  },
  async run({ args, flags, service, print, json }) {
    if (flags.limit < 1 || flags.limit > 1_000) throw JobCommandError.MALFORMED(`--limit takes 1 to 1000, not ${flags.limit}.`, "Write such as --limit 100.");
    const filter = {
      ...(args.job !== undefined && { job: args.job }),
      ...(flags.state.length > 0 && { states: flags.state as readonly RunState[] }),
      limit: flags.limit,
    };
    const jobs = await service(JobScheduler);
    const runs = await jobs.runs(filter);
    // A job that was removed has a history, too: only of what never was nothing can be told.
    if (runs.length === 0 && args.job !== undefined && (flags.state.length === 0 || (await jobs.runs({ job: args.job, limit: 1 })).length === 0))
      await jobs.show(args.job);
    if (json) return print(runs);
    if (runs.length > 0) return print(runs.map((run) => ({ ...runRow(run), run: run.id })));
    const of = args.job === undefined ? "Nothing" : `${args.job}: nothing`;
    print(
      runs,
      flags.state.length > 0
        ? `${of} ended so; without --state all runs are listed.`
        : `${of} has run yet. Try one: instar job run ${args.job ?? "NAME"} --wait`,
    );
  },
});
