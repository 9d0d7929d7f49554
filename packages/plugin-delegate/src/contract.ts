import { service } from "@instar/kernel";

export const presets = ["read-only", "review", "edit", "full", "plan"] as const;
export type Preset = (typeof presets)[number];

export const delegateStatuses = [
  "completed",
  "needs_input",
  "failed",
  "cost_exceeded",
  "turns_exceeded",
  "duration_exceeded",
  "protected_path",
  "aborted",
] as const;
export type DelegateStatus = (typeof delegateStatuses)[number];

/** What the agent may use over the whole delegation, its continuations included. Money in US dollars, times in ms. */
export interface SafetyLimits {
  /** Default 2. */
  readonly maxCostUsd?: number;
  /** Answers of the model, default 50. */
  readonly maxTurns?: number;
  /** Of work, default 300,000 (5 min). */
  readonly maxDurationMs?: number;
  /** Files and folders that it may read and not change, relative to its folder or absolute. The house's own are protected always. */
  readonly protectedPaths?: readonly string[];
}

export interface DelegateRequest extends SafetyLimits {
  readonly task: string;
  /** Default made from the task. */
  readonly name?: string;
  /** What it should know. */
  readonly context?: string;
  /** Default `edit`. */
  readonly preset?: Preset;
  readonly model?: string;
  readonly workDir?: string;
  readonly systemPrompt?: string;
  readonly agent?: string;
  /** False: without limits on cost, turns, time and paths; the house's gates stay. */
  readonly safety?: boolean;
}

export interface SafetySummary {
  readonly limits: { readonly maxCostUsd: number; readonly maxTurns: number; readonly maxDurationMs: number; readonly protectedPaths: readonly string[] };
  readonly used: { readonly costUsd: number; readonly turns: number; readonly durationMs: number };
  readonly violations: readonly { readonly type: DelegateStatus; readonly message: string; readonly at: number }[];
}

/** Figures are of the whole delegation; `safety` is null when it was switched off. */
export interface DelegateResult {
  readonly status: DelegateStatus;
  readonly response: string;
  readonly cost: number;
  readonly turns: number;
  readonly durationMs: number;
  readonly sessionId: string;
  readonly name: string;
  readonly canContinue: boolean;
  readonly toolsUsed: readonly string[];
  readonly safety: SafetySummary | null;
  readonly error: string | null;
}

export interface Delegation {
  readonly name: string;
  readonly task: string;
  readonly preset: Preset;
  readonly state: "running" | "ended" | "finished";
  readonly createdAt: number;
  /** So far, while it runs. */
  readonly progress?: { readonly cost: number; readonly turns: number; readonly toolsUsed: readonly string[] };
  /** Of the last run, once it has ended. */
  readonly result?: DelegateResult;
}

/** Tasks handed to agents of their own, with limits that hold from the first turn on, while it works, across processes and restarts. */
export interface Delegates {
  /** Durable when it resolves; it works on. Rejects for unknown presets, impossible limits and taken names. */
  run(request: DelegateRequest): Promise<Delegation>;
  /**
   * Goes on with what remains of its limits. `more` replaces limits: totals from the beginning, each above what was used; its protected
   * paths are added. Rejects while it runs, when it is finished, and when a limit is used up and `more` does not raise it.
   */
  continue(name: string, message: string, more?: SafetyLimits): Promise<Delegation>;
  /** As soon as it no longer runs, or as it is after `waitMs` (0–60,000, default 0). */
  status(name: string, waitMs?: number): Promise<Delegation>;
  /** The latest first. */
  list(): Promise<readonly Delegation[]>;
  /** Accepts the result: its session is stopped and stays for reading. */
  finish(name: string): Promise<Delegation>;
  /** Ends its run at once, whatever it does: `aborted`. Rejects when it does not run. */
  abort(name: string): Promise<Delegation>;
}

export const Delegates = service<Delegates>("delegates");
