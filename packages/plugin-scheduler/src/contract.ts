import { type JobPriority, point, service } from "@instar/kernel";
import type { Caller, JobTrigger, Scheduler } from "@instar/kernel/contracts";

export const jobPriorities = ["critical", "high", "normal", "low"] as const satisfies readonly JobPriority[];

/** A cron expression of five or six fields, a period (counted from 1970-01-01T00:00Z, so that a restart changes nothing), or one instant. */
export type Schedule =
  | { readonly kind: "cron"; readonly expression: string }
  | { readonly kind: "every"; readonly ms: number }
  | { readonly kind: "at"; readonly at: number };

/**
 * What a run does. `script`: a command line for `/bin/sh`, with `args` as `$1`, `$2`, …: no model. `prompt`: said to an agent of its own.
 * `skill`: an agent of its own uses the skill of that name.
 */
export interface JobExecute {
  readonly type: "prompt" | "script" | "skill";
  readonly value: string;
  readonly args?: readonly string[];
}

/** `code`: contributed by `plugin` to the point `jobs`. `file`: `.instar/jobs/<slug>.md`. */
export type JobOrigin = { readonly kind: "code"; readonly plugin: string } | { readonly kind: "file"; readonly path: string };

/**
 * When it tells the owner what came of a run. `auto`: when there is something to say (a script printed something, an agent's answer is not just
 * that there is nothing to report). `failures`: only the alert about repeated failures. Alerts come with every one but `never`.
 */
export type JobNotify = "auto" | "always" | "failures" | "never";

/** A job as it holds now, with all its defaults. Times in ms. */
export interface JobDefinition {
  /** 1–100 of `A–Z a–z 0–9 _ -`. */
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly schedule: Schedule;
  /** IANA name. */
  readonly timezone: string;
  readonly priority: JobPriority;
  readonly model?: string;
  readonly enabled: boolean;
  /** Absent for a job in code. */
  readonly execute?: JobExecute;
  readonly timeoutMs: number;
  /** A command for `/bin/sh`, or `@name` of a contributed gate: the run is skipped unless it says yes (exit code 0). */
  readonly gate?: string;
  readonly missed: "skip" | "once" | "all";
  readonly overlap: "skip" | "queue";
  readonly jitterMs: number;
  readonly tags: readonly string[];
  readonly notify: JobNotify;
  /** The name of a topic of its own, where it is told; absent: it is told where all is told. */
  readonly topic?: string;
  readonly grounding?: {
    /** Files within the project whose content the agent is given, relative to it. */
    readonly contextFiles: readonly string[];
    /** What the agent answers for itself before it begins. */
    readonly questions: readonly string[];
  };
  /** Notes of one run reach the next. */
  readonly handoff: boolean;
  /** US dollars that one run may cost. Absent: the option of the scheduler. */
  readonly maxCostUsd?: number;
  /** The session of the agent that made it. */
  readonly agent?: string;
  readonly origin: JobOrigin;
}

/** What is wrong with a file of a job, or with a request. Lines from 1. */
export interface JobProblem {
  readonly path: string;
  readonly line?: number;
  /** The front matter's key that it is about. */
  readonly field?: string;
  readonly text: string;
  readonly hint?: string;
}

/** Why an occurrence was not run. */
export type SkipReason =
  | "paused"
  | "missed"
  | "already-running"
  | "capacity"
  | "gate"
  | "gate-timeout"
  | "gate-failed"
  | "quota"
  | "denied"
  | "changed"
  | "expired";

/** `queued` and `running` come to one of the others, each occurrence to exactly one. */
export type RunState = "queued" | "running" | "succeeded" | "failed" | "timeout" | "skipped" | "cancelled";

/** `schedule`: at its time. `missed`: nobody was there at its time. `manual`: beside the schedule. */
export type RunCause = "schedule" | "missed" | "manual";

/** One occurrence of a job and what came of it. Times in epoch ms. */
export interface JobRunRecord {
  /** `<slug>@<dueAt as ISO 8601>`; of a manual run `<slug>!<UUID>`. */
  readonly id: string;
  readonly job: string;
  readonly state: RunState;
  readonly dueAt: number;
  readonly cause: RunCause;
  /** Who asked for it, and why; of a manual run. */
  readonly by?: Caller;
  readonly reason?: string;
  readonly priority: JobPriority;
  /** Counts from 1; 0 before it began. It rises when the model's limit made it wait. */
  readonly attempt: number;
  readonly queuedAt: number;
  /** It waits until then: spread out after a sleep, or the model's limit. */
  readonly notBefore?: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly skip?: SkipReason;
  /** What kind of failure: `crashed` when the house died meanwhile, `exit` for a code other than 0, or when something that a script began can't be ended. */
  readonly failure?: "exit" | "signal" | "not-started" | "crashed" | "agent" | "code" | "timeout" | "limit" | "budget";
  /** A sentence: why it was skipped or failed. */
  readonly why?: string;
  readonly exitCode?: number;
  /** The last 4,000 characters of what a script printed, of the agent's answer, or of what code resolved with. */
  readonly output?: string;
  readonly session?: string;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** It stands for that many occurrences, the first of them due at `from`: more were missed than are recorded one by one. */
  readonly covers?: { readonly count: number; readonly from: number };
}

/** What one run leaves to the next. The next one is told that these are claims. */
export interface JobHandoff {
  readonly job: string;
  /** The run that left it; absent when the owner wrote it. */
  readonly run?: string;
  readonly at: number;
  /** At most 8,000 characters. */
  readonly notes: string;
}

/** How much there was to do: `found` things, of which `processed` were. */
export interface JobWorkload {
  readonly job: string;
  readonly run?: string;
  readonly at: number;
  readonly found: number;
  readonly processed: number;
  readonly notes?: string;
}

/** Over the last ten runs that ended. Shares 0–1; absent when nothing is known. */
export interface JobTrend {
  readonly runs: number;
  readonly averageSaturation?: number;
  readonly skippedShare: number;
  readonly averageMs?: number;
}

/** A job in a list. */
export interface JobView extends JobDefinition {
  readonly paused: boolean;
  readonly running: boolean;
  readonly queued: number;
  readonly next?: number;
  readonly last?: Pick<JobRunRecord, "id" | "state" | "dueAt" | "endedAt" | "skip" | "why">;
  /** Failures in a row. */
  readonly failures: number;
  /** Its file is broken: the last good version goes on. */
  readonly problems: readonly JobProblem[];
}

export interface JobDetail extends JobView {
  /** The next five, with jitter left out. */
  readonly upcoming: readonly number[];
  /** The schedule in a sentence of figures: `at 08:00 on Monday to Friday`. */
  readonly when: string;
  readonly handoffNotes?: JobHandoff;
  readonly trend: JobTrend;
}

export interface JobList {
  readonly jobs: readonly JobView[];
  /** Files that hold no job that could run: nothing good is known of them. */
  readonly broken: readonly JobProblem[];
  /** The model's limit: no run that needs an agent begins before. */
  readonly parkedUntil?: number;
}

/** As in the front matter of a file: `schedule: "every 30m"`, `timeout: 10m`. Unknown keys are refused with the nearest known one. */
export type JobFields = { readonly [field: string]: unknown };

export interface JobImport {
  readonly imported: readonly string[];
  readonly report: readonly {
    readonly slug: string;
    readonly outcome: "imported" | "exists" | "refused";
    /** What became of each field of the old file. */
    readonly fields: readonly { readonly field: string; readonly outcome: "kept" | "changed" | "dropped" | "refused"; readonly text?: string }[];
  }[];
}

export interface RunFilter {
  readonly job?: string;
  readonly states?: readonly RunState[];
  /** Due before; for the next page. */
  readonly before?: number;
  /** 1–1,000, default 50; newest first. */
  readonly limit?: number;
}

/** Jobs and their runs. Arguments and results are plain data; methods reject for a job that does not exist, with the nearest one. */
export interface JobScheduler extends Scheduler {
  list(filter?: { readonly tag?: string }): Promise<JobList>;
  show(job: string): Promise<JobDetail>;
  /** Writes `.instar/jobs/<slug>.md`. Rejects for a taken slug, with every problem of the fields. `body`: the prompt or the script. */
  add(slug: string, fields: JobFields, body?: string): Promise<JobDetail>;
  /** Writes one of the jobs that come along, such as `health-check`, switched on unless `fields` say otherwise. */
  addDefault(name: string, fields?: JobFields): Promise<JobDetail>;
  defaults(): Promise<readonly { readonly name: string; readonly description: string; readonly added: boolean }[]>;
  /** Changes fields of the file in place; comments and order stay. `null` takes a field out. A job in code has no file: it can be switched on and off. */
  edit(job: string, fields: JobFields, body?: string): Promise<JobDetail>;
  enable(job: string): Promise<JobDetail>;
  /** What is queued is cancelled; a run that goes on is left to end. */
  disable(job: string): Promise<JobDetail>;
  /** Takes its file away; the runs stay for reading. */
  remove(job: string): Promise<void>;
  /** `watched`: whoever asks waits for its result with `run`, so it is told to nobody else while they do. */
  trigger(job: string, reason?: string, options?: { readonly watched?: boolean }): Promise<JobTrigger>;
  /** Ends a run that goes on, or takes a queued one out. False: it has ended already. */
  cancel(run: string): Promise<boolean>;
  /**
   * Ends every run that goes on and takes every queued one out; resolves, without waiting for what goes on to be over, with how many there were. For the
   * owner. Absent where a provider cannot do it.
   */
  cancelAll?(why: string): Promise<{ readonly running: number; readonly queued: number }>;
  runs(filter?: RunFilter): Promise<readonly JobRunRecord[]>;
  /** As soon as it has ended, or as it is after `waitMs` (0–60,000, default 0). Rejects for an unknown id. */
  run(id: string, waitMs?: number): Promise<JobRunRecord>;
  handoff(job: string): Promise<JobHandoff | undefined>;
  /** Empty notes take it away. */
  leave(job: string, notes: string, run?: string): Promise<JobHandoff | undefined>;
  /** Runs that did not begin, newest first, and what was said of workloads. */
  skips(filter?: RunFilter): Promise<{ readonly skipped: readonly JobRunRecord[]; readonly workloads: readonly JobWorkload[] }>;
  workload(entry: Omit<JobWorkload, "at">): Promise<JobTrend>;
  /** Of the first Instar's `jobs.json`, as text. `check`: nothing is written. */
  import(text: string, options?: { readonly check?: boolean; readonly replace?: boolean }): Promise<JobImport>;
  /** Everything that is wrong with files of jobs. */
  validate(): Promise<readonly JobProblem[]>;
  /** Reads the folder now; files that were changed are live when it resolves. */
  reload(): Promise<{
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
    readonly problems: readonly JobProblem[];
  }>;
}

/** The token of the kernel's `Scheduler`, with all that this one can do. */
export const JobScheduler = service<JobScheduler>("scheduler");

/** Asked before a run whose `gate` is `@<id>`: without a process, in no time. */
export interface JobGate {
  readonly id: string;
  /** A sentence for people. */
  readonly description: string;
  /** True: the run may begin. A rejection is `gate-failed`. */
  open(signal: AbortSignal): boolean | Promise<boolean>;
}

export const JobGates = point<JobGate>("job-gates");
