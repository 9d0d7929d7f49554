import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { describeJob } from "../terminal/describe-job.ts";

export default defineCommand({
  summary: "Show a job with its next five runs",
  args: { job: { required: true, description: "the job" } },
  async run({ args, service, print }) {
    const job = await (await service(JobScheduler)).show(args.job);
    print(job, describeJob(job, systemClock.now()));
  },
});
