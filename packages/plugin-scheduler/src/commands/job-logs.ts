import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { describeRun, exitCodeOf } from "../terminal/describe-run.ts";
import { hasEnded, showOnStderr, waitForRun } from "../terminal/wait-for-run.ts";

export default defineCommand({
  summary: "Show what the last run of a job put out",
  args: { job: { required: true, description: "the job, or the id of a run" } },
  flags: { follow: { type: "boolean", char: "f", description: "show what it puts out until it has ended" } },
  async run({ args, flags, service, print, signal }) {
    const jobs = await (flags.follow ? service(JobScheduler, { running: true }) : service(JobScheduler));
    const latest = async () => {
      if (/[@!]/.test(args.job)) return jobs.run(args.job);
      // What goes on says more than what was skipped since.
      const [running] = await jobs.runs({ job: args.job, states: ["running"], limit: 1 });
      return running ?? (await jobs.runs({ job: args.job, states: ["queued", "succeeded", "failed", "timeout", "cancelled"], limit: 1 }))[0];
    };
    const found = await latest();
    if (found === undefined) {
      await jobs.show(args.job);
      print(null, `${args.job} has not run yet. Try it: instar job run ${args.job} --wait`);
      return 0;
    }
    const shown = showOnStderr();
    const run = flags.follow ? await waitForRun(jobs, found.id, { signal, follow: hasEnded(found) ? undefined : shown.follow }) : found;
    print(run, describeRun(run, systemClock.now(), shown.end()));
    if (!flags.follow && run.state === "running") process.stderr.write(`It goes on. See what it puts out: instar job logs ${run.job} --follow\n`);
    return flags.follow && hasEnded(run) ? exitCodeOf(run) : 0;
  },
});
