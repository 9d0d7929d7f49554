import { defineErrors } from "@instar/kernel";

/** What an agent is told when it wants something of a job that it doesn't get, or not yet. */
export const JobAgentError = defineErrors("JOB_AGENT", {
  WAITING: (job: string, until: string, why: readonly string[]) => ({
    message: `The change of the job ${job} waits for the owner's yes until ${until}, because ${why.join(" and ")}. Nothing has changed so far.`,
    hint: "It lands by itself when the owner says yes; do not ask again. Tell them that you wait.",
  }),
  NOT_YOURS: (job: string) => ({
    message: `The job ${job} isn't yours: an agent changes, runs and reads only what it made itself, and the job whose topic it is in, when the owner asks there.`,
    hint: "Tell the owner in your answer what you want of it and why.",
  }),
  OWNERS: (what: string) => ({ message: `Only the owner may ${what}.`, hint: "Tell the owner in your answer what you want and why." }),
  IN_A_RUN: (what: string) => ({
    message: `The run of a job can't ${what}: a job that makes or runs jobs would multiply.`,
    hint: "Say in your answer what is needed; the owner reads it. A run may leave notes for the next one and report its workload.",
  }),
  NOT_A_RUN: (job: string) => ({
    message: `Notes for the next run of ${job} are left by its runs.`,
    hint: "Change what it is told with job_edit.",
  }),
  OTHER_RUN: (job: string) => ({ message: `This is a run of ${job}; it speaks for no other job.`, hint: `Name ${job}.` }),
  UNKNOWN_SESSION: () => ({
    message: "The house doesn't know the session that asks, so it changes no job.",
    hint: "Ask from a session of this house.",
  }),
  TOO_MANY: (most: number) => ({
    message: `Agents may keep ${most} ${most === 1 ? "job" : "jobs"}, those that wait for a yes included, and there are as many.`,
    hint: "Remove one that is needed no longer; job_list shows them. The owner raises it with the option agentMaxJobs.",
  }),
  TOO_MANY_FILES: (most: number) => ({
    message: `Agents have ${most} files of jobs, with those whose only moment is over, and may have no more.`,
    hint: "Remove those that are over with job_remove; job_list shows them.",
  }),
  OVER: (job: string) => ({
    message: `The only moment of ${job} is over, so it would not run any more.`,
    hint: "Give it a moment that is to come with the field schedule.",
  }),
  ONCE: (job: string) => ({
    message: `The owner's yes to ${job} is for its one moment, so its command isn't run before that.`,
    hint: "Wait for it, or tell the owner, who can run it now.",
  }),
  USED_NAME: (job: string) => ({
    message: `A job of the name ${job} has been here before and left results or notes, which are not a new job's.`,
    hint: "Choose another name. A job of yours that is still there is changed with job_edit.",
  }),
  TOO_LONG: (job: string, what: string, most: number) => ({
    message: `The owner could not read ${what} of the job ${job} whole before they say yes: with the file's other fields it is longer than ${most} characters or 24 lines.`,
    hint: "Make it shorter, or put what is long into a script of the project and let the job call that.",
  }),
  ASKED_OFTEN: (most: number) => ({
    message: `The owner was asked about changes of jobs ${most} times within the last hour, which is enough.`,
    hint: "Ask again later; until then tell them in your answer what you want.",
  }),
  TOO_OFTEN: (job: string, leastMs: number, foundMs: number) => ({
    message: `An agent's job runs every ${inWords(leastMs)} at most; ${job} would run ${inWords(foundMs)} apart.`,
    hint: "Choose a schedule with longer pauses. The owner lowers it with the option agentMinEveryMs.",
  }),
  DENIED: (job: string, by: string, reason: string) => ({
    message: `The change of the job ${job} was denied by ${by}: ${reason}`,
    hint: "The job is as it was.",
  }),
  FIELD: (field: string, why: string) => ({ message: `An agent can't set ${field}: ${why}`, hint: `Leave ${field} out.` }),
  NOBODY_TO_ASK: (job: string, why: readonly string[]) => ({
    message: `The change of the job ${job} needs the owner's yes, because ${why.join(" and ")}, and this house has nobody who puts questions.`,
    hint: "Tell the owner what you want; they make it with `instar job add` or `instar job edit`.",
  }),
  CHANGED: (job: string) => ({
    message: `The job ${job} was changed meanwhile, so it would no longer be what was asked.`,
    hint: "Look at it with job_show, and ask again.",
  }),
  IN_CODE: (job: string) => ({ message: `The job ${job} is part of a plugin and has no file.`, hint: "Its author changes it." }),
  NOT_SAVED: (job: string, why: string) => ({ message: `The change of the job ${job} could not be kept: ${why}`, hint: "Try it again." }),
});

function inWords(ms: number): string {
  const [amount, unit] =
    ms >= 3_600_000 && ms % 3_600_000 === 0 ? [ms / 3_600_000, "hour"] : ms >= 60_000 ? [Math.round(ms / 6_000) / 10, "minute"] : [ms / 1_000, "second"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
