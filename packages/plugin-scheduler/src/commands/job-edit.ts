import { defineCommand } from "@instar/kernel/command";
import { JobCommandError } from "../command-errors.ts";
import { JobScheduler } from "../contract.ts";
import { jobFlags, readJobFlags } from "../terminal/job-flags.ts";
import { printChanged } from "../terminal/print-job.ts";

export default defineCommand({
  summary: "Change fields of a job in its file; what you wrote beside them stays",
  args: { job: { required: true, description: "the job" } },
  flags: { ...jobFlags, unset: { multiple: true, description: "a field that is taken out; may be given several times" } },
  async run({ args, flags, service, print }) {
    const { unset, ...rest } = flags;
    const { fields, body } = readJobFlags(rest);
    const changes = { ...Object.fromEntries(unset.map((field) => [field, null])), ...fields };
    if (Object.keys(changes).length === 0 && body === undefined)
      throw JobCommandError.MALFORMED(
        `It isn't said what changes in ${args.job}.`,
        `Give a field, such as --schedule "0 9 * * *"; or open .instar/jobs/${args.job}.md in an editor: it is live within a second.`,
      );
    return printChanged((await service(JobScheduler)).edit(args.job, changes, body), () => `${args.job} is changed.`, { print });
  },
});
