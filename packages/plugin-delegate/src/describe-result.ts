import type { NamedSession, NamedTurn } from "@instar/plugin-named-sessions/contract";
import type { DelegateResult, DelegateStatus, Delegation } from "./contract.ts";
import { isContinuable } from "./judge-run.ts";
import { type Used, usedUp } from "./plan-limits.ts";
import type { StoredDelegation } from "./stored-delegation.ts";

export interface Figures extends Used {
  readonly toolsUsed: readonly string[];
}

/** What a delegation has used so far, over all its runs. */
export function figuresOf(session: NamedSession | undefined, turns: readonly NamedTurn[]): Figures {
  const sum = (figure: "costUsd" | "calls" | "durationMs") => turns.reduce((total, turn) => total + turn[figure], 0);
  // The house may die before a session's last figures are on disk; those of its turns are.
  return {
    costUsd: Math.max(session?.costUsd ?? 0, sum("costUsd")),
    turns: Math.max(session?.calls ?? 0, sum("calls")),
    durationMs: sum("durationMs"),
    toolsUsed: [...new Set(turns.flatMap(({ tools }) => tools))],
  };
}

export interface Outcome {
  readonly status: DelegateStatus;
  readonly error: string | null;
  readonly response: string;
  readonly figures: Figures;
  readonly sessionId: string;
}

export function resultOf({ name, limits, violations }: StoredDelegation, { status, error, response, figures, sessionId }: Outcome): DelegateResult {
  const { costUsd, turns, durationMs, toolsUsed } = figures;
  const isSpent = limits !== null && usedUp(limits, figures) !== undefined;
  return {
    status,
    response,
    cost: costUsd,
    turns,
    durationMs,
    sessionId,
    name,
    canContinue: isContinuable(status, sessionId !== "") && !isSpent,
    toolsUsed,
    safety:
      limits === null ? null : { limits, used: { costUsd, turns, durationMs }, violations: violations.map(({ type, message, at }) => ({ type, message, at })) },
    error,
  };
}

/** What people and agents see of a delegation. */
export function shown({ name, task, preset, state, createdAt, result }: StoredDelegation, figures?: Figures): Delegation {
  return {
    name,
    task,
    preset,
    state,
    createdAt,
    ...(state === "running" && figures && { progress: { cost: figures.costUsd, turns: figures.turns, toolsUsed: figures.toolsUsed } }),
    ...(state !== "running" && result && { result: state === "finished" ? { ...result, canContinue: false } : result }),
  };
}
