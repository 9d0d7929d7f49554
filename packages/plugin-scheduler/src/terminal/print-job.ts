import { systemClock } from "@instar/kernel";
import { type CommandContext, InstarError } from "@instar/kernel/command";
import type { JobDetail } from "../contract.ts";
import { describeJob } from "./describe-job.ts";

/** Whoever has just written a long text needs no more of it. */
const linesAfterChange = 6;

/** Prints a job as it is after a change. A change that waits for the owner's yes is said, and is the exit code 4. */
export async function printChanged(work: Promise<JobDetail>, said: (job: JobDetail) => string, { print }: Pick<CommandContext, "print">): Promise<number> {
  try {
    const job = await work;
    print(job, `${said(job)}\n\n${describeJob(job, systemClock.now(), linesAfterChange)}`);
    return 0;
  } catch (error) {
    if (!InstarError.is(error, "JOB_AGENT_WAITING")) throw error;
    print({ outcome: "waiting", code: error.code, text: error.message }, [error.message, error.hint].join("\n"));
    return 4;
  }
}
