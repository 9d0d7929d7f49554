import type { SessionRecord } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";

type Figures = Pick<NamedTurn, "costUsd" | "calls" | "inputTokens" | "outputTokens" | "durationMs">;

/** What a session used that none of its turns has counted: what the turn had used in whose middle the house died. */
export function figuresLeft(record: SessionRecord, turns: readonly NamedTurn[]): Figures {
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
