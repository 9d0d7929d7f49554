import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";

export default defineCommand({
  summary: "Take a job's file away; its runs stay for reading",
  args: { job: { required: true, description: "the job" } },
  async run({ args, service, print }) {
    await (await service(JobScheduler)).remove(args.job);
    print({ removed: args.job }, `${args.job} is removed. Its runs stay for reading: instar job history ${args.job}`);
  },
});
