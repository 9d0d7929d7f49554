import type { Action, Address, SessionRef, ToolCall, ToolResult } from "../hooks/events.ts";
import type { Held } from "../hooks/verdict.ts";
import type { Json } from "../json.ts";
import { point, service } from "../token.ts";
import type { AgentSkill, SessionServer } from "./agent-surface.ts";
import type { Decision } from "./lifecycle.ts";

/** `shape`: permission modes, tool lists and agents of a spec are obeyed; `servers` and `skills`: those of the spec reach the agent. */
export type SessionFeature =
  | "resume"
  | "fork"
  | "interrupt"
  | "compact"
  | "toolGate"
  | "steer"
  | "inputIds"
  | "shape"
  | "model"
  | "mode"
  | "rewind"
  | "servers"
  | "skills"
  | "complete";

/** Small, serialisable, readable only by the driver that wrote it. */
export interface Snapshot {
  readonly driver: string;
  readonly version: number;
  readonly data: Json;
}

/** Recognises a process of ours after a crash: pid, start time (epoch ms), and `mark`, a value in its environment. */
export interface ProcessMark {
  readonly pid: number;
  readonly startedAt: number;
  readonly mark: string;
}

/** What an agent may be, beyond the house's own gates: it can only narrow what they let through. */
export interface SessionShape {
  /** In the driver's own words (`acceptEdits`, `plan`). Absent: the driver's own setting. */
  readonly permissionMode?: string;
  /** The only tools that it has, by the driver's names or patterns (`Read`, `Bash(git *)`). Absent: all. */
  readonly tools?: readonly string[];
  /** The name of an agent that the driver knows, whose prompt and tools it takes. */
  readonly agent?: string;
}

export interface SessionSpec extends SessionShape {
  readonly ref: SessionRef;
  readonly cwd: string;
  readonly model?: string;
  /** Identity: goes where compaction cannot remove it. */
  readonly system: string;
  readonly env: Readonly<Record<string, string>>;
  readonly from?: Snapshot;
  /** Absent: none. A driver without the feature leaves them out. */
  readonly servers?: readonly SessionServer[];
  readonly skills?: readonly AgentSkill[];
}

export interface Input {
  /** The message's own id, a UUID: the driver binds the answer to it. */
  readonly id: string;
  /** The inbox message that it carries, for the record of what was done for it. */
  readonly message?: string;
  /** A person's text: reaches the agent as text, never as a command line of its CLI. */
  readonly text: string;
  /** Said before the text, by the house: context blocks, who writes, what a crash left behind. */
  readonly context?: readonly string[];
  readonly attachments?: readonly string[];
}

export interface SessionHost {
  /** Call before running any tool and obey; `action` names files by absolute paths, whatever the agent wrote. Without `toolGate` the driver cannot, and policy may refuse to use it. */
  decide(call: ToolCall): Promise<Decision>;
  /** Call when a tool has run: what the model may read. Held: it is told that the output was withheld. */
  toolDone(result: ToolResult): Promise<ToolResult | Held>;
  /** Before a compaction: what to keep. Held: do not compact. */
  compacting(trigger: "auto" | "manual", instructions: readonly string[]): Promise<readonly string[] | Held>;
  /** After a compaction: what must be said again. */
  compacted(): Promise<readonly string[]>;
  /** `snapshot` and `process` events are durable when this resolves; send nothing to the agent before. */
  emit(event: SessionEvent): Promise<void>;
}

/** A failure of a turn in the house's words, so that its reader need not know the driver. */
export type TurnError =
  | {
      readonly kind: "not-logged-in" | "not-installed" | "refused" | "overloaded" | "model" | "crashed" | "stalled";
      readonly text: string;
      readonly hint?: string;
    }
  | { readonly kind: "limit"; readonly text: string; readonly resetsAt?: number; readonly hint?: string };

export type SessionEvent =
  | { readonly type: "process"; readonly mark: ProcessMark }
  | { readonly type: "snapshot"; readonly snapshot: Snapshot }
  | { readonly type: "text"; readonly delta: string }
  /** `action`: what it means, where the driver can tell; for saying in words what the agent does. */
  | { readonly type: "tool-start"; readonly id: string; readonly tool: string; readonly action?: Action }
  | { readonly type: "tool-end"; readonly id: string; readonly tool: string; readonly ok: boolean }
  /** `inputs` are the messages this answer belongs to: several when they were folded together, none when the agent began by itself. */
  | {
      readonly type: "turn-end";
      readonly inputs: readonly string[];
      readonly outcome: "done" | "interrupted" | "failed";
      readonly text: string;
      readonly error?: TurnError;
      /** Of an interrupted one: the reason that `interrupt` was given. The house knows it; a driver needn't tell. */
      readonly reason?: string;
    }
  | { readonly type: "compaction-start" | "compaction-end"; readonly trigger: "auto" | "manual"; readonly summary?: string }
  /**
   * What was used since the last one, told as early as the runtime knows: a turn may have many. `calls` is how many answers of the
   * model it covers, default 1; 0 corrects an earlier estimate (then figures may be negative).
   */
  | {
      readonly type: "usage";
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly costUsd?: number;
      readonly contextTokens?: number;
      readonly calls?: number;
    }
  /** The agent's runtime waits before trying again; shown to people, resolved by itself. */
  | { readonly type: "retry"; readonly error: TurnError; readonly attempt: number; readonly afterMs: number }
  | { readonly type: "exit"; readonly code: number | null; readonly expected: boolean; readonly error?: TurnError }
  | { readonly type: "raw"; readonly name: string; readonly value: Json };

/** One live agent: a `claude` process over stream-json, a tmux pane, a Codex thread. */
export interface Session extends AsyncDisposable {
  readonly ref: SessionRef;
  readonly phase: "idle" | "working" | "waiting" | "ended";
  /** Resolves when the runtime has taken the input. `steer` adds to the running turn; otherwise it waits for its end. The answer comes as `turn-end`. */
  send(input: Input, delivery?: "turn" | "steer"): Promise<void>;
  interrupt(reason: string): Promise<void>;
  /** The visible tail, for people and for stall detection; never parsed to decide success. */
  capture(maxLines: number): Promise<string>;
  compact?(instructions?: string): Promise<void>;
  fork?(): Promise<Snapshot>;
  /** From the next call of the model on, in the living process. Rejects when the runtime refuses. */
  setModel?(model: string): Promise<void>;
  setMode?(permissionMode: string): Promise<void>;
  /** Ends the whole process tree within `graceMs` (SIGTERM, then SIGKILL; tool shells in their own session too). */
  stop(graceMs: number): Promise<Snapshot | undefined>;
}

export interface CompletionCall {
  readonly system?: string;
  readonly prompt: string;
  readonly tier: "fast" | "balanced" | "capable";
  readonly maxTokens: number;
}

export interface CompletionAnswer {
  readonly text: string;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One answer of a model, as the runtime itself recorded it. Tokens as the model's service counts them. */
export interface RecordedUse {
  /** The service's id of the answer: recorded, or read, twice it is one. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  /** The runtime's own id of the conversation: `threadOf` says it of a snapshot. */
  readonly thread: string;
  /** Where it worked, as far as it is known. */
  readonly cwd?: string;
  readonly model?: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** Absent: the runtime does not say. */
  readonly costUsd?: number;
  /**
   * Set: not an answer, but what a process of the runtime had counted when it ended: what its answers cost, and the tokens of those that it did
   * not record one by one (compactions). `at` is then the latest time at which it can have ended.
   */
  readonly closing?: true;
  /** Set: the conversation was held by this driver, for this house. */
  readonly own?: true;
}

/** What the runtime's own records say was used, by the house and by anybody else of the same account on this machine. */
export interface UsageRecords {
  /** Undefined: nothing was said in it yet, or the snapshot isn't this driver's. */
  threadOf(snapshot: Snapshot): string | undefined;
  /** What was recorded at or after `since` (epoch ms), in any order; what cannot be read is passed over. Reads only. */
  read(since: number, signal: AbortSignal): AsyncIterable<RecordedUse>;
}

export interface SessionDriver {
  readonly id: string;
  readonly features: ReadonlySet<SessionFeature>;
  /** Higher is preferred when the caller names none. The offline agent is 0, so that it never stands in for a configured one. */
  readonly preference: number;
  spawn(spec: SessionSpec, host: SessionHost, signal: AbortSignal): Promise<Session>;
  /** After a crash: what became of an input. "asked" = taken, not answered; "unknown" = the record forks or can't be read. */
  inspect(snapshot: Snapshot, inputId: string): Promise<"absent" | "asked" | "unknown" | { readonly answered: string }>;
  /** A snapshot that branches off: opened from it, a new session knows the past, and the old one none of the new. */
  fork?(snapshot: Snapshot): Snapshot;
  /** A snapshot from before the last `turns` answered inputs (>= 1). Rejects when there are fewer, or when it can't be told. */
  rewind?(snapshot: Snapshot, turns: number): Promise<Snapshot>;
  /**
   * One answer of a model without tools, outside of any session. Settles when nothing of it is left. A rejection may carry `costUsd`, what it
   * cost all the same (0 when no model was asked); without it, it counts as what such a call is assumed to cost.
   */
  complete?(request: CompletionCall, signal: AbortSignal): Promise<CompletionAnswer>;
  /** Absent: nothing is recorded, or it can't be told. */
  readonly usage?: UsageRecords;
  /** Ends whatever is left of a process tree of a dead daemon, and waits. Called for every recorded mark before anything is read or resumed. */
  reap(mark: ProcessMark): Promise<void>;
}

export const SessionDrivers = point<SessionDriver>("session-drivers");

/**
 * What a session may use over its whole life, across processes and restarts of the house. Looked at while it works: what passes a
 * limit is interrupted in the middle of its turn, and no tool of it starts any more. Absent: no limit.
 */
export interface SessionLimits {
  /** US dollars. */
  readonly costUsd?: number;
  /** Answers of the model. */
  readonly calls?: number;
  /** Ms during which it worked on turns. */
  readonly workMs?: number;
  /** Ms since it began. It is ended when this and a buffer of min(20 %, 60 min) have passed. */
  readonly ageMs?: number;
}

/** Who a session works for: a person is not made to wait because of jobs and of what agents began. */
export type SessionPurpose = "person" | "job" | "agent";

/** What is known of a session, durable before its first input. Times in epoch ms. */
export interface SessionRecord extends SessionShape {
  readonly id: string;
  readonly key: string;
  readonly driver: string;
  readonly state: "new" | "starting" | "idle" | "working" | "parked" | "stopped" | "failed";
  readonly address?: Address;
  readonly model?: string;
  readonly cwd: string;
  readonly snapshot?: Snapshot;
  readonly process?: ProcessMark;
  readonly createdAt: number;
  readonly usedAt: number;
  readonly turns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly purpose: SessionPurpose;
  /** Answers of the model so far. */
  readonly calls: number;
  /** Ms of work so far. */
  readonly workedMs: number;
  readonly limits?: SessionLimits;
  /** The limit that it passed: it takes no input until the limit is raised. */
  readonly over?: { readonly limit: keyof SessionLimits; readonly at: number; readonly text: string };
  readonly exit?: { readonly code: number | null; readonly at: number; readonly text?: string };
}

/** Kept with the session: a later `open` of the same key without them finds them again. */
export interface OpenOptions extends SessionShape {
  readonly driver?: string;
  readonly model?: string;
  readonly from?: Snapshot;
  readonly address?: Address;
  readonly job?: string;
  /** Where it works, absolute. Absent: the house's folder for sessions. */
  readonly cwd?: string;
  /** Said behind the house's own system prompt. */
  readonly instructions?: string;
  readonly limits?: SessionLimits;
  /** Absent: `job` when a job is named, else `person`. */
  readonly purpose?: SessionPurpose;
}

export interface SessionFilter {
  readonly states?: readonly SessionRecord["state"][];
  /** Only keys that begin so. */
  readonly keys?: string;
  /** Default all. */
  readonly limit?: number;
}

export interface Sessions {
  /** The living session of `key`: as it is, resumed from its snapshot, or new. Waits while the limit of living agents is reached and none is idle. */
  open(key: string, options?: OpenOptions, signal?: AbortSignal): Promise<Session>;
  /** The living one, if it lives. */
  find(key: string): Session | undefined;
  record(key: string): Promise<SessionRecord | undefined>;
  /** The latest used first. */
  list(filter?: SessionFilter): Promise<readonly SessionRecord[]>;
  /** Ends its process within `graceMs` (default the house's); its past stays, so that the next `open` goes on. */
  park(key: string, reason: string, graceMs?: number): Promise<void>;
  /** From now on and for every later process, in the living one too. Raising a passed limit lets it go on. Rejects for what the driver can't change. */
  amend(key: string, changes: { readonly model?: string; readonly permissionMode?: string; readonly limits?: SessionLimits }): Promise<SessionRecord>;
  /** Where another key can branch off with `from`. Rejects when nothing was said yet, or when the driver can't. */
  fork(key: string): Promise<Snapshot>;
  /** Takes back the last answered inputs (default 1): what is said next follows on what was before. Rejects as `fork` does. */
  rewind(key: string, turns?: number): Promise<void>;
  /** Ends it and forgets its past: the next `open` starts anew. The record stays, `stopped`. */
  end(key: string, reason: string): Promise<void>;
  /** Every event of every session, in order per session, awaited before the driver goes on. */
  listen(listener: (session: SessionRef, key: string, event: SessionEvent) => Promise<void>): Disposable;
  /** After a crash: what became of an input of this key's last session. */
  inspect(key: string, inputId: string): ReturnType<SessionDriver["inspect"]>;
}

export const Sessions = service<Sessions>("sessions");
