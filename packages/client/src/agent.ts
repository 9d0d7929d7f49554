import type { DelegateRequest, DelegateResult, Delegates } from "@instar/plugin-delegate/contract";
import type { NamedSessions, NamedTurn, OutputChunk, SpawnRequest } from "@instar/plugin-named-sessions/contract";

/** The spawn options count only when the session is not there yet. */
export interface AskOptions extends Omit<SpawnRequest, "name" | "prompt" | "turnId"> {
  /** Ends the waiting; the turn goes on. */
  readonly signal?: AbortSignal;
}

export interface Waiting {
  /** Ends the waiting, with its reason; what is waited for goes on. */
  readonly signal?: AbortSignal;
}

/** The named sessions of an agent, and what scripts want of them. */
export interface AgentSessions extends NamedSessions {
  /**
   * One question and its answer: begins the session when there is none of that name, sends, and waits for the end of the turn. Rejects
   * with CLIENT_TURN_FAILED when the turn failed or was interrupted; the error's `turn` tells the rest.
   */
  ask(name: string, prompt: string, options?: AskOptions): Promise<AnsweredTurn>;
  /** The turn when it has ended, however it did. */
  wait(turn: NamedTurn | string, options?: Waiting): Promise<NamedTurn>;
  /** What it said and did last (100 chunks at most), and then as it comes. Ends when `signal` is aborted, and when the session has no process any more. */
  follow(name: string, signal?: AbortSignal): AsyncIterable<OutputChunk>;
}

export interface AnsweredTurn extends NamedTurn {
  readonly response: string;
}

/** Without a `name` one is made, so that asking again after a cut begins nothing twice. */
export type DelegateOptions = Omit<DelegateRequest, "task"> & Waiting;

export interface SendOptions extends Waiting {
  /** Letters, digits, dots, dashes and underscores; default `main`. */
  readonly conversation?: string;
  /** Called with what the agent says, while it says it. After a restart of the agent it may say a part again. */
  readonly onText?: (delta: string) => void;
}

/** A message to the agent and what came of it. `text` is empty when it had nothing to say. */
export interface Reply {
  readonly id: string;
  /** `answered`, or why there is no answer: `handled`, `merged`, `silent`. */
  readonly state: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

/** What runs. Times in epoch ms, money in US dollars. What a house without the HTTP API does not know is absent. */
export interface AgentStatus {
  readonly name?: string;
  readonly phase?: string;
  readonly version?: string;
  readonly pid: number;
  readonly startedAt?: number;
  readonly uptimeMs?: number;
  readonly plugins: readonly { readonly name: string; readonly state: string; readonly error?: string }[];
  readonly channels?: readonly { readonly id: string; readonly state: string; readonly pending: number; readonly reason?: string }[];
  readonly messages?: { readonly open: number; readonly running: number; readonly unsent: number };
  readonly sessions?: readonly {
    readonly id: string;
    readonly key: string;
    readonly driver: string;
    readonly state: string;
    readonly model?: string;
    readonly turns: number;
    readonly costUsd: number;
    readonly usedAt: number;
  }[];
}

/** A running agent, in another process or in this one. Every failure is an `InstarError` with the house's code, message and hint. */
export interface Agent extends AsyncDisposable {
  readonly sessions: AgentSessions;
  /** Tasks handed over with limits; rejects with CLIENT_NO_DELEGATES where the plugin is not configured. */
  readonly delegates: Delegates;
  /** Hands a task over and waits for its result. A task that failed or passed a limit is a result, not a rejection. */
  delegate(task: string, options?: DelegateOptions): Promise<DelegateResult>;
  /** Says something in a conversation and waits for the answer. Rejects with CLIENT_MESSAGE_FAILED when none comes; only the owner may. */
  send(text: string, options?: SendOptions): Promise<Reply>;
  status(): Promise<AgentStatus>;
}
