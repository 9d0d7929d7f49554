import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";

export default defineCommand({
  summary: "Let a job rest: what is due meanwhile is recorded as skipped",
  args: { job: { required: true, description: "the job" } },
  async run({ args, service, print }) {
    const jobs = await service(JobScheduler);
    await jobs.pause(args.job);
    print(await jobs.show(args.job), `${args.job} rests until \`instar job resume ${args.job}\`.`);
  },
});
