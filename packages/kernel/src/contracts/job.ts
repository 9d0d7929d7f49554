import type { JobPriority, JobRun } from "../hooks/events.ts";
import { point, service } from "../token.ts";

/** Work at a time, in code. */
export interface Job {
  /** For good: its history hangs on it. `A–Z a–z 0–9 _ -`, at most 100. */
  readonly id: string;
  /** Cron (five or six fields), an interval in ms, or one instant (epoch ms). */
  readonly schedule: string | { readonly everyMs: number } | { readonly at: number };
  /** IANA name. Absent: the scheduler's, else the machine's. */
  readonly timezone?: string;
  /** Default 10 min. */
  readonly timeoutMs?: number;
  /** Begins up to that much later, always by the same amount for the same occurrence. Default 0. */
  readonly jitterMs?: number;
  /** While its former run goes on. Default `skip`. */
  readonly overlap?: "skip" | "queue";
  /** Of what was due while nobody was there to run it. Default `once`. */
  readonly missed?: "skip" | "once" | "all";
  /** A sentence for people. */
  readonly description?: string;
  /** Default `normal`. */
  readonly priority?: JobPriority;
  /** False: it waits until the owner chooses it. Default true. */
  readonly enabled?: boolean;
  readonly tags?: readonly string[];
  /** What it says is told in a topic of its own, of this name, where there are topics. True: of the job's name. */
  readonly topic?: true | string;
  /** The text is the run's result. A rejection is a failed run. */
  run(context: { readonly dueAt: number; readonly attempt: number; readonly signal: AbortSignal }): Promise<string | void>;
}

export const Jobs = point<Job>("jobs");

/** What became of the wish to run a job now. `run` is the id of its run, `why` a sentence. */
export interface JobTrigger {
  readonly outcome: "triggered" | "queued" | "skipped";
  readonly run?: JobRun["id"];
  readonly why?: string;
}

/** Methods reject for a job that does not exist, with the nearest one. Times in epoch ms. */
export interface Scheduler {
  /** Beside its schedule, through the same gates. `reason` is recorded. Durable when it resolves; the run goes on. */
  runNow(job: string, reason: string): Promise<JobTrigger>;
  /** Undefined: never again, or it is off. */
  nextRun(job: string): Promise<number | undefined>;
  /** Until `resume`, over restarts: what is due meanwhile is recorded as skipped. */
  pause(job: string): Promise<void>;
  resume(job: string): Promise<void>;
}

export const Scheduler = service<Scheduler>("scheduler");
