import { type Clock, InstarError } from "@instar/kernel";
import type { ChatCommand } from "@instar/kernel/contracts";
import type { JobScheduler } from "./contract.ts";
import type { JobTopics } from "./job-topics.ts";
import { describeJobLine } from "./terminal/describe-job.ts";
import { describeRun } from "./terminal/describe-run.ts";

const mostLines = 20;
const hint = "/jobs run NAME runs one now, /jobs show NAME tells what came of it last.";

async function listed(jobs: JobScheduler, here: string | undefined, now: number): Promise<string> {
  const { jobs: all, broken } = await jobs.list();
  if (all.length === 0 && broken.length === 0) return "There is no job. Ask me to make one, or write a file in .instar/jobs.";
  const isHere = ({ slug }: { readonly slug: string }) => Number(slug === here);
  const soonest = [...all].sort((a, b) => isHere(b) - isHere(a) || (a.next ?? Number.POSITIVE_INFINITY) - (b.next ?? Number.POSITIVE_INFINITY));
  return [
    ...soonest.slice(0, mostLines).map((job) => describeJobLine(job, now)),
    ...(all.length > mostLines ? [`… and ${all.length - mostLines} more.`] : []),
    ...(broken.length > 0 ? [`${broken.length === 1 ? "A file of a job is" : `${broken.length} files of jobs are`} broken: instar job validate`] : []),
    hint,
  ].join("\n");
}

/** `/jobs`, `/jobs run NAME` and `/jobs show NAME`, in any conversation of the owner; in the topic of a job that one comes first, and the name may be left out. */
export function jobsCommand(jobs: JobScheduler, topics: Pick<JobTopics, "jobAt">, clock: Clock): ChatCommand {
  return {
    name: "jobs",
    summary: "Lists the jobs, when they run next and how they ended last; runs one: /jobs run NAME.",
    access: "owner",
    async run({ words, address }) {
      const here = topics.jobAt(address);
      const [verb, name = here, ...more] = words.split(/\s+/).filter((word) => word !== "");
      if (verb === undefined) return listed(jobs, here, clock.now());
      if ((verb !== "run" && verb !== "show") || name === undefined || more.length > 0) return `That isn't understood. ${hint}`;
      try {
        if (verb === "run") {
          const { outcome, why } = await jobs.trigger(name, "asked for in a conversation");
          return outcome === "skipped" ? `${name} does not run: ${why ?? "it was skipped."}` : `${name}: ${outcome}${why === undefined ? "." : `, ${why}`}`;
        }
        const job = await jobs.show(name);
        const [run] = await jobs.runs({ job: name, limit: 1 });
        return [describeJobLine(job, clock.now()), ...(run === undefined ? [] : [describeRun(run, clock.now())])].join("\n\n");
      } catch (error) {
        if (!InstarError.is(error)) throw error;
        return error.message;
      }
    },
  };
}
