import { point, service } from "../token.ts";

export interface Job {
  readonly id: string;
  /** Cron (five or six fields), an interval in ms, or one instant. */
  readonly schedule: string | { readonly everyMs: number } | { readonly at: number };
  readonly timezone?: string;
  readonly timeoutMs?: number;
  readonly jitterMs?: number;
  readonly overlap?: "skip" | "queue";
  readonly missed?: "skip" | "once" | "all";
  run(context: { readonly dueAt: number; readonly attempt: number; readonly signal: AbortSignal }): Promise<string | void>;
}

export const Jobs = point<Job>("jobs");

export interface Scheduler {
  runNow(job: string, reason: string): Promise<void>;
  nextRun(job: string): Promise<number | undefined>;
  pause(job: string): Promise<void>;
  resume(job: string): Promise<void>;
}

export const Scheduler = service<Scheduler>("scheduler");
