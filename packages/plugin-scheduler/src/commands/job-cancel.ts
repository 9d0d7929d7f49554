import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";

export default defineCommand({
  summary: "End a run that goes on, or take a queued one out",
  args: { run: { required: true, description: "the run's id, as `instar job history` shows it, or a job whose runs are all ended" } },
  async run({ args, service, print }) {
    const jobs = await service(JobScheduler, { running: true });
    const isRun = /[@!]/.test(args.run);
    const ids = isRun ? [args.run] : (await jobs.runs({ job: args.run, states: ["queued", "running"], limit: 1_000 })).map(({ id }) => id);
    if (ids.length === 0) await jobs.show(args.run);
    const cancelled: string[] = [];
    for (const id of ids) if (await jobs.cancel(id)) cancelled.push(id);
    print({ cancelled }, cancelled.length === 0 ? `Nothing of ${args.run} goes on.` : cancelled.map((id) => `${id} is cancelled.`).join("\n"));
  },
});
