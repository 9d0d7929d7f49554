import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { printChanged } from "../terminal/print-job.ts";

export default defineCommand({
  summary: "Switch a job off: nothing of it is due, and what is queued is cancelled",
  args: { job: { required: true, description: "the job" } },
  run: async ({ args, service, print }) => printChanged((await service(JobScheduler)).disable(args.job), () => `${args.job} is off.`, { print }),
});
