import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { printChanged } from "../terminal/print-job.ts";

export default defineCommand({
  summary: "Switch a job on",
  args: { job: { required: true, description: "the job" } },
  run: async ({ args, service, print }) => printChanged((await service(JobScheduler)).enable(args.job), () => `${args.job} is on.`, { print }),
});
