import type { SessionLimits } from "@instar/kernel/contracts";
import type { NamedTurn } from "@instar/plugin-named-sessions/contract";
import type { DelegateStatus } from "./contract.ts";
import { questionIn } from "./prompt.ts";

export interface RunEnd {
  readonly aborted: boolean;
  /** What happened to a protected path in this run. */
  readonly violation?: string | undefined;
  /** The limit that the session passed. */
  readonly over?: { readonly limit: keyof SessionLimits; readonly text: string } | undefined;
  readonly turn: Pick<NamedTurn, "state" | "response" | "error">;
}

const exceeded: Readonly<Record<keyof SessionLimits, DelegateStatus>> = {
  costUsd: "cost_exceeded",
  calls: "turns_exceeded",
  workMs: "duration_exceeded",
  ageMs: "duration_exceeded",
};

/** What a run came to. Who ended it says more than how its last turn ended: a limit that was passed with the last answer was passed. */
export function judgeRun({ aborted, violation, over, turn }: RunEnd): { readonly status: DelegateStatus; readonly error: string | null } {
  if (aborted) return { status: "aborted", error: "It was aborted." };
  if (violation !== undefined) return { status: "protected_path", error: violation };
  if (over !== undefined) return { status: exceeded[over.limit], error: over.text };
  if (turn.state === "failed") return { status: "failed", error: sentenceOf(turn.error) };
  if (turn.state !== "done") return { status: "aborted", error: turn.error === undefined ? "It was interrupted." : sentenceOf(turn.error) };
  return { status: questionIn(turn.response ?? "") === undefined ? "completed" : "needs_input", error: null };
}

const sentenceOf = (error: NamedTurn["error"]): string =>
  error === undefined ? "The agent failed without saying why." : error.hint === undefined ? error.text : `${error.text} ${error.hint}`;

/** Whether `continue` goes on without being given more. */
export const isContinuable = (status: DelegateStatus, hasSession: boolean): boolean => hasSession && !status.endsWith("_exceeded");
