import type { Rule } from "@instar/command-guard";
import type { DaemonProcess } from "@instar/command-guard/house";
import { point, service } from "@instar/kernel";

/** What came of ending the work of all agents. */
export interface AgentsStopped {
  /** How many were at work, of all kinds: conversations, jobs, named sessions, delegated tasks. */
  readonly working: number;
  /** Of these, how many still are; empty unless something went wrong. */
  readonly left: number;
  /** Runs of jobs that were cancelled, also those that had not begun. */
  readonly jobs: number;
  /** Messages that waited and will not begin. */
  readonly dropped: number;
  readonly elapsedMs: number;
}

/** While it is paused nothing begins and no tool starts. `by`: `channel:sender`, or `terminal`. */
export interface PauseState {
  readonly paused: boolean;
  readonly by?: string;
  /** Epoch ms. */
  readonly since?: number;
}

/** One link of the audit's chain: ids and digests, no texts. */
export interface AuditEntry {
  /** Counts from 1, without gaps. */
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  /** `gate.allowed`, `gate.denied`, `gate.asked`, `leak.blocked`, `agents.stopped`, `agents.paused`, … */
  readonly what: string;
  /** Who decided: `plugin: reason`, or `channel:sender`. */
  readonly by: string;
  /** Ids by what they name: session, call, tool, job, run, reply, rule. */
  readonly about: Readonly<Record<string, string>>;
  /** SHA-256 in hex of what was decided about. */
  readonly digest: string;
  /** The hash of the entry before; of the first, 64 zeros. */
  readonly previous: string;
  /** SHA-256 in hex over all of the above, in a canonical form. */
  readonly hash: string;
}

export interface AuditCheck {
  readonly entries: number;
  /** The hash of the last entry: noted elsewhere, it proves that nothing was taken away or written anew. */
  readonly head: string;
  /** The first link that does not hold, and why. Absent: the chain is whole. */
  readonly broken?: { readonly number: number; readonly why: string };
}

export interface AuditFilter {
  /** Exact, or a subject: `gate` means every `gate.…`. */
  readonly what?: readonly string[];
  readonly session?: string;
  /** Epoch ms, inclusive. */
  readonly since?: number;
  /** 1–1,000, default 50; newest first. */
  readonly limit?: number;
}

/** What the guard goes by, beside its own rules: plain data, so that a command can judge in its own process. */
export interface GuardSettings {
  /** What happens to what is risky. 1: the owner is asked. 2: it is denied once with a checklist. */
  readonly level: 1 | 2;
  /** Those of the config, then those of other plugins. */
  readonly rules: readonly Rule[];
  /** Absent: the guard's own. */
  readonly protectedBranches?: readonly string[];
  /** Absolute. */
  readonly allowPaths: readonly string[];
  /** The process that the agent must not end. */
  readonly daemon: DaemonProcess;
}

/** Rules for commands beside the guard's own: contribute one at a time. One that is malformed keeps the house from starting. */
export const GuardRules = point<Rule>("guard-rules");

/** What keeps the agent from harm, for people and their commands. Stopping, pausing and resuming are the owner's. */
export interface Safety {
  /** Interrupts every turn of every session within a second, and drops what waits. Never rejects for one session's sake. */
  stopAgents(by: string): Promise<AgentsStopped>;
  /** Durable when it resolves. */
  pause(by: string): Promise<PauseState>;
  resume(by: string): Promise<PauseState>;
  state(): Promise<PauseState>;
  guardSettings(): Promise<GuardSettings>;
  audit(filter?: AuditFilter): Promise<readonly AuditEntry[]>;
  verifyAudit(): Promise<AuditCheck>;
}

export const Safety = service<Safety>("safety");
