import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";

export default defineCommand({
  summary: "End the rest of a job",
  args: { job: { required: true, description: "the job" } },
  async run({ args, service, print }) {
    const jobs = await service(JobScheduler);
    await jobs.resume(args.job);
    print(await jobs.show(args.job), `${args.job} runs again.`);
  },
});
