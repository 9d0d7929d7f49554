import { defineErrors } from "@instar/kernel";

const meant = (near: string | undefined) => (near === undefined ? "" : ` Did you mean "${near}"?`);

export const SchedulerError = defineErrors("SCHEDULER", {
  UNKNOWN_JOB: (job: string, near: string | undefined) => ({
    message: `There is no job ${JSON.stringify(job)}.${meant(near)}`,
    hint: "`instar job list` lists them.",
  }),
  UNKNOWN_RUN: (run: string) => ({
    message: `There is no run ${JSON.stringify(run)}: none ever was, or it is not kept any more.`,
    hint: "`instar job history <job>` lists the runs of a job.",
  }),
  BROKEN: (job: string, problems: readonly string[]) => ({
    message: `The file of the job "${job}" is broken, so it can't run: ${problems.join(" ")}`,
    hint: "Mend the file; it is live as soon as it is saved.",
  }),
  JOB_EXISTS: (job: string) => ({
    message: `There is a job "${job}" already.`,
    hint: `Choose another name, or change it: \`instar job edit ${job}\`.`,
  }),
  BAD_FIELDS: (job: string, problems: readonly string[]) => ({
    message: `The job "${job}" was not written: ${problems.join(" ")}`,
    hint: "`instar job add --help` lists what a job takes.",
  }),
  IN_CODE: (job: string, plugin: string) => ({
    message: `The job "${job}" is part of the plugin ${plugin}: it has no file that could be changed.`,
    hint: `It can be switched on and off: \`instar job enable ${job}\`, \`instar job disable ${job}\`.`,
  }),
  UNKNOWN_DEFAULT: (name: string, near: string | undefined, known: readonly string[]) => ({
    message: `No job ${JSON.stringify(name)} comes along.${meant(near)}`,
    hint: `These come along: ${known.join(", ")}.`,
  }),
  BAD_IMPORT: (problem: string) => ({ message: `Nothing was imported. ${problem}`, hint: "`instar job import --help` says what it reads." }),
  BAD_WORKLOAD: (why: string) => ({ message: `The workload was not recorded: ${why}` }),
  NOTES_TOO_LONG: (length: number, most: number) => ({
    message: `The notes are ${length} characters long; at most ${most} reach the next run.`,
    hint: "Shorten them to what the next run needs, and keep the rest in a file.",
  }),
  CODE_JOB_MALFORMED: (job: string, why: string) => ({
    message: `The job ${JSON.stringify(job)} that a plugin brings can't run: ${why}`,
    hint: "Ask whoever wrote the plugin, or switch the plugin off in the config.",
  }),
  SLUG_TAKEN: (job: string, first: string) => ({
    message: `There are two jobs "${job}": the one of ${first} runs, this one doesn't.`,
    hint: "Rename one of them.",
  }),
  NOT_SAVED: (conflict: string) => ({ message: `A change of the jobs could not be saved: ${conflict}` }),
});
