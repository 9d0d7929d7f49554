import { defineCommand } from "@instar/kernel/command";
import { JobCommandError } from "../command-errors.ts";
import { JobScheduler } from "../contract.ts";
import { momentText } from "../terminal/time-text.ts";

export default defineCommand({
  summary: "Show, write or clear the notes that the next run of a job gets",
  args: { job: { required: true, description: "the job" } },
  flags: {
    set: { description: "the notes" },
    clear: { type: "boolean", description: "take them away" },
  },
  async run({ args, flags, service, print }) {
    if (flags.set !== undefined && flags.clear) throw JobCommandError.MALFORMED("--set and --clear are given both.", "Give one of them.");
    if (flags.set?.trim() === "") throw JobCommandError.MALFORMED("--set is empty.", "Take the notes away with --clear.");
    const jobs = await service(JobScheduler);
    const notes = flags.clear ? await jobs.leave(args.job, "") : flags.set === undefined ? await jobs.handoff(args.job) : await jobs.leave(args.job, flags.set);
    const of = notes?.run === undefined ? "written by hand" : `left by ${notes.run}`;
    print(
      notes ?? null,
      notes === undefined
        ? `The next run of ${args.job} gets no notes. Write some: instar job handoff ${args.job} --set "..."`
        : `${notes.notes}\n\n(${of}, ${momentText(notes.at)})`,
    );
  },
});
