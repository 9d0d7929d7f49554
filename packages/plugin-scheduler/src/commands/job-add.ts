import { basename } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { JobCommandError } from "../command-errors.ts";
import { JobScheduler } from "../contract.ts";
import { jobFlags, readJobFlags } from "../terminal/job-flags.ts";
import { printChanged } from "../terminal/print-job.ts";
import { readTextFile } from "../terminal/read-text-file.ts";

/** The fields and the text of a file of a job, as they are written there. */
async function readFieldsOf(file: string) {
  const { readFrontMatter } = await import("../files/read-front-matter.ts");
  const { values, body, problems } = await readFrontMatter(await readTextFile(file));
  if (values !== undefined) return { fields: values, body };
  const lines = problems.map(({ line, text }) => `${file}${line === undefined ? "" : `:${line}`}: ${text}`);
  throw JobCommandError.MALFORMED(
    `${file} is no file of a job: ${lines.join(" ")}`,
    "It begins with a line ---, the fields, and a line ---; below it stands the prompt or the script.",
  );
}

export default defineCommand({
  summary: "Make a job, as a file in .instar/jobs",
  args: { job: { description: "its name: letters, digits, _ and -" } },
  flags: {
    ...jobFlags,
    off: { type: "boolean", description: "switched off until you choose it" },
    default: { description: "one of the jobs that come along, such as health-check; `instar job defaults` lists them" },
    file: { description: "a file of a job to copy; - for the standard input" },
  },
  async run({ args, flags, service, print }) {
    const { default: ready, file, off, ...rest } = flags;
    const { fields, body } = readJobFlags(rest);
    const more = { ...fields, ...(off && { enabled: false }) };
    if (ready !== undefined && (file !== undefined || body !== undefined))
      throw JobCommandError.MALFORMED("--default says already what the job does.", "Leave out --file, --prompt, --script and --skill.");
    if (ready !== undefined && args.job !== undefined && args.job !== ready)
      throw JobCommandError.MALFORMED(
        `The job that comes along is called ${ready}, and ${args.job} is given as well.`,
        `Write: instar job add --default ${ready}`,
      );
    const jobs = await service(JobScheduler);
    if (ready !== undefined) return printChanged(jobs.addDefault(ready, more), (job) => `${job.slug} is there, in .instar/jobs/${job.slug}.md.`, { print });
    const read = file === undefined ? undefined : await readFieldsOf(file);
    const slug = args.job ?? (file === undefined || file === "-" ? undefined : basename(file, ".md"));
    if (slug === undefined) throw JobCommandError.MALFORMED("The job has no name.", 'Write: instar job add NAME --schedule "0 8 * * *" --prompt "..."');
    if (read === undefined && fields["schedule"] === undefined)
      throw JobCommandError.MALFORMED(
        `It isn't said when ${slug} runs.`,
        'Add --schedule "0 8 * * *", --schedule "every 30m" or --schedule "at 2026-12-01 09:00".',
      );
    if (read === undefined && fields["execute"] === undefined)
      throw JobCommandError.MALFORMED(`It isn't said what ${slug} does.`, "Add --prompt, --script or --skill.");
    return printChanged(jobs.add(slug, { ...read?.fields, ...more }, body ?? read?.body), () => `${slug} is there, in .instar/jobs/${slug}.md.`, { print });
  },
});
