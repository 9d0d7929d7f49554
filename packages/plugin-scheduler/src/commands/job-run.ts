import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { describeRun, exitCodeOf } from "../terminal/describe-run.ts";
import { hasEnded, showOnStderr, waitForRun } from "../terminal/wait-for-run.ts";

export default defineCommand({
  summary: "Run a job now, beside its schedule and through the same gates",
  args: { job: { required: true, description: "the job" } },
  flags: {
    wait: { type: "boolean", char: "w", description: "wait for what comes of it, and be told it here alone" },
    follow: { type: "boolean", char: "f", description: "wait, and show on stderr what it puts out meanwhile" },
    reason: { default: "asked for in a terminal", description: "why, for its record" },
  },
  async run({ args, flags, service, print, signal }) {
    const jobs = await service(JobScheduler, { running: true });
    const begun = await jobs.trigger(args.job, flags.reason, { watched: flags.wait || flags.follow });
    const { outcome, run: id, why } = begun;
    const isBegun = outcome !== "skipped" && id !== undefined;
    if (!isBegun || !(flags.wait || flags.follow)) {
      const next = isBegun ? `\nSee what comes of it: instar job logs ${args.job}` : "";
      print(begun, `${args.job}: ${outcome}${why === undefined ? "" : `: ${why}`}${next}`);
      return outcome === "skipped" ? 1 : 0;
    }
    const shown = showOnStderr();
    const run = await waitForRun(jobs, id, { signal, follow: flags.follow ? shown.follow : undefined });
    print(run, describeRun(run, systemClock.now(), shown.end()));
    if (!hasEnded(run)) process.stderr.write(`It goes on. See what comes of it: instar job logs ${args.job}; end it: instar job cancel ${run.id}\n`);
    return hasEnded(run) ? exitCodeOf(run) : 130;
  },
});
