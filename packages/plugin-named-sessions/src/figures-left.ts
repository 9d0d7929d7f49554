import type { SessionRecord } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";

export type Figures = Pick<NamedTurn, "costUsd" | "calls" | "inputTokens" | "outputTokens" | "durationMs">;

/** What a session used that none of its turns has counted: what the turn had used in whose middle the house died. */
export function figuresLeft(record: SessionRecord, turns: readonly Figures[]): Figures {
  const left = (all: number, figure: keyof Figures) =>
    Math.max(
      0,
      turns.reduce((rest, turn) => rest - turn[figure], all),
    );
  return {
    costUsd: left(record.costUsd, "costUsd"),
    calls: left(record.calls, "calls"),
    inputTokens: left(record.inputTokens, "inputTokens"),
    outputTokens: left(record.outputTokens, "outputTokens"),
    durationMs: left(record.workedMs, "durationMs"),
  };
}

/** All of them together. */
export const figuresOf = (turns: readonly Figures[]): Figures => {
  const sum = (figure: keyof Figures) => turns.reduce((total, turn) => total + turn[figure], 0);
  return {
    costUsd: sum("costUsd"),
    calls: sum("calls"),
    inputTokens: sum("inputTokens"),
    outputTokens: sum("outputTokens"),
    durationMs: sum("durationMs"),
  };
};
