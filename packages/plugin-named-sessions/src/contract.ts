import { service } from "@instar/kernel";
import type { Caller, SessionLimits, SessionPurpose, SessionShape } from "@instar/kernel/contracts";

/**
 * `ready` waits for a prompt with a living process, `stopped` without one (a prompt resumes it), `killed` was ended at once and can
 * be resumed as well; `paused` keeps its process and takes no prompt; `failed` ended by itself or could not start, `error` says why.
 */
export type NamedStatus = "starting" | "ready" | "busy" | "paused" | "stopped" | "killed" | "failed";

/** A session under a name. Times in epoch ms, money in US dollars. */
export interface NamedSession {
  /** 1–200 of `A–Z a–z 0–9 _ -`. A session of a conversation is listed under its key, and takes no prompts from here. */
  readonly name: string;
  /** The house's id of the session; changes with none of its processes. Absent until its first process began. */
  readonly id?: string;
  readonly kind: "named" | "conversation";
  readonly status: NamedStatus;
  readonly by: Caller;
  readonly purpose: SessionPurpose;
  readonly model?: string;
  readonly permissionMode?: string;
  readonly allowedTools?: readonly string[];
  readonly agent?: string;
  readonly workDir: string;
  /** Of the living process. */
  readonly pid?: number;
  /** Prompts that it worked on; those that a rewind took back do not count. */
  readonly turns: number;
  /** Answers of the model: a turn has at least one. */
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly limits?: SessionLimits;
  /** The limit that it passed: it takes no prompt until the limit is raised. */
  readonly over?: { readonly limit: keyof SessionLimits; readonly at: number; readonly text: string };
  readonly error?: string;
  readonly createdAt: number;
  readonly usedAt: number;
}

/** One prompt and what came of it. A crash of the house or of the agent is `failed`, never `done`. */
export interface NamedTurn {
  readonly id: string;
  readonly name: string;
  readonly state: "queued" | "running" | "done" | "interrupted" | "failed";
  readonly prompt: string;
  readonly response?: string;
  readonly error?: { readonly kind: string; readonly text: string; readonly hint?: string };
  readonly at: number;
  readonly durationMs: number;
  readonly costUsd: number;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Names of the tools that it used, each once, in the order of their first use. */
  readonly tools: readonly string[];
  /** A rewind took it back: the agent knows nothing of it any more. */
  readonly takenBack?: true;
}

export interface SpawnRequest extends SessionShape {
  readonly name: string;
  /** At most 500,000 characters. Absent: it is made ready and waits. */
  readonly prompt?: string;
  readonly model?: string;
  /** Absolute, or relative to the project. */
  readonly workDir?: string;
  /** Said behind the house's own system prompt. */
  readonly systemPrompt?: string;
  readonly limits?: SessionLimits;
  readonly purpose?: SessionPurpose;
  /** As in `send`, the id of the first turn; with it, a request that is made again for the same name gives what the first one did, also without a prompt. */
  readonly turnId?: string;
  /** Agents can't branch it off: what watches over it knows nothing of a branch. */
  readonly unforkable?: true;
}

/** What is seen of a session while it works. `position` rises; what was said before a restart of the house is not told again. */
export interface OutputChunk {
  readonly position: number;
  readonly kind: "text" | "tool" | "turn" | "status";
  readonly text: string;
}

export interface Spawned {
  readonly session: NamedSession;
  readonly turn?: NamedTurn;
}

/**
 * Sessions that people, scripts and agents run by hand. Arguments and results are plain data. Every method rejects for a name that
 * does not exist (with the nearest one) and, for an agent, for what it did not begin itself.
 */
export interface NamedSessions {
  /** Durable when it resolves; the first turn goes on. Rejects for a taken name, and for an agent beyond its depth and number. */
  spawn(request: SpawnRequest): Promise<Spawned>;
  /**
   * Durable when it resolves; waits for the running turn's end, resumes what is stopped. `turnId` is a UUID (version 7, so that turns stay
   * in order) that the caller made: sent again, it gives the turn that there is, so that a caller whose connection was cut may ask again.
   * Absent: every request is a turn.
   */
  send(name: string, prompt: string, turnId?: string): Promise<NamedTurn>;
  /** The turn when it has ended, or as it is after `waitMs` (0–60,000, default 0). With a name it rejects for a turn of another session. */
  turn(id: string, waitMs?: number, name?: string): Promise<NamedTurn>;
  /** Oldest first; the last `limit` (default 100). */
  turns(name: string, limit?: number): Promise<readonly NamedTurn[]>;
  status(name: string): Promise<NamedSession>;
  /** The latest used first. `all`: those of conversations, too. */
  list(filter?: { readonly statuses?: readonly NamedStatus[]; readonly all?: boolean; readonly limit?: number }): Promise<readonly NamedSession[]>;
  /** What came after `after` (default: the last 100 chunks), as soon as there is something, at the latest after `waitMs` (0–60,000, default 0). */
  output(
    name: string,
    after?: number,
    waitMs?: number,
  ): Promise<{ readonly chunks: readonly OutputChunk[]; readonly next: number; readonly status: NamedStatus }>;
  interrupt(name: string, reason?: string): Promise<void>;
  pause(name: string): Promise<NamedSession>;
  /** Ends a pause, and brings a stopped one back to life. */
  resume(name: string): Promise<NamedSession>;
  /** A new session that knows the past of this one; neither sees the other's future. */
  fork(name: string, newName: string, changes?: { readonly model?: string }): Promise<NamedSession>;
  change(name: string, changes: { readonly model?: string; readonly permissionMode?: string; readonly limits?: SessionLimits }): Promise<NamedSession>;
  /** Takes back the last turns (default 1); what had a process begins another one. */
  rewind(name: string, turns?: number): Promise<NamedSession>;
  /** Ends its process; the running turn is interrupted first. */
  stop(name: string): Promise<NamedSession>;
  /** Ends its process tree at once. */
  kill(name: string): Promise<NamedSession>;
  /** Ends it and forgets it with its turns. */
  remove(name: string): Promise<void>;
  /** Removes what has no living process and was not used for `days`; gives the names. */
  cleanup(days: number): Promise<readonly string[]>;
  /** For the house about to close: no turn begins any more; resolves when none runs, or after `withinMs`, with how many still do. */
  drain?(withinMs: number): Promise<{ readonly running: number }>;
}

export const NamedSessions = service<NamedSessions>("named-sessions");
