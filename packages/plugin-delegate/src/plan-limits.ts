import type { SessionLimits } from "@instar/kernel/contracts";
import type { SafetyLimits } from "./contract.ts";
import { DelegateError } from "./errors.ts";
import type { DelegateOptions } from "./options.ts";
import type { Limits } from "./stored-delegation.ts";

type Figures = Omit<Limits, "protectedPaths">;
type Figure = keyof Figures;

const figures: readonly Figure[] = ["maxCostUsd", "maxTurns", "maxDurationMs"];
const words: Readonly<Record<Figure, string>> = { maxCostUsd: "a cost", maxTurns: "a number of answers of the model", maxDurationMs: "a duration" };

export const showFigure = (figure: Figure, value: number): string =>
  figure === "maxCostUsd"
    ? `${value.toFixed(value !== 0 && value < 0.01 ? 4 : 2)} USD`
    : figure === "maxTurns"
      ? `${value} ${value === 1 ? "answer" : "answers"} of the model`
      : `${Math.round(value / 100) / 10} s`;

/** An agent's own delegation stays within what the owner allows; more is refused and not quietly cut. */
function refuseBeyond(asked: SafetyLimits, options: DelegateOptions): void {
  const most: Figures = { maxCostUsd: options.agentMaxCostUsd, maxTurns: options.agentMaxTurns, maxDurationMs: options.agentMaxDurationMs };
  for (const figure of figures) {
    const value = asked[figure];
    if (value !== undefined && value > most[figure])
      throw DelegateError.AGENT_LIMIT(words[figure], showFigure(figure, value), showFigure(figure, most[figure]));
  }
}

/** The limits of a new delegation: what was asked for, else the defaults. */
export function planLimits(asked: SafetyLimits, options: DelegateOptions, isAgent: boolean): Figures {
  if (isAgent) refuseBeyond(asked, options);
  const most = (value: number, agents: number) => (isAgent ? Math.min(value, agents) : value);
  return {
    maxCostUsd: asked.maxCostUsd ?? most(options.maxCostUsd, options.agentMaxCostUsd),
    maxTurns: asked.maxTurns ?? most(options.maxTurns, options.agentMaxTurns),
    maxDurationMs: asked.maxDurationMs ?? most(options.maxDurationMs, options.agentMaxDurationMs),
  };
}

export interface Used {
  readonly costUsd: number;
  readonly turns: number;
  readonly durationMs: number;
}

/** New limits of a delegation that goes on: totals from its beginning, so each must be more than what was used. */
export function planMore(current: Limits, more: SafetyLimits, used: Used, options: DelegateOptions, isAgent: boolean): Figures {
  if (isAgent) refuseBeyond(more, options);
  const spent: Figures = { maxCostUsd: used.costUsd, maxTurns: used.turns, maxDurationMs: used.durationMs };
  for (const figure of figures) {
    const value = more[figure];
    if (value !== undefined && value <= spent[figure]) throw DelegateError.LIMIT_USED(showFigure(figure, value), showFigure(figure, spent[figure]));
  }
  return {
    maxCostUsd: more.maxCostUsd ?? current.maxCostUsd,
    maxTurns: more.maxTurns ?? current.maxTurns,
    maxDurationMs: more.maxDurationMs ?? current.maxDurationMs,
  };
}

/** What is used up, in words; undefined while something of everything is left. */
export function usedUp(limits: Figures, used: Used): string | undefined {
  const spent: Figures = { maxCostUsd: used.costUsd, maxTurns: used.turns, maxDurationMs: used.durationMs };
  const gone = figures.filter((figure) => spent[figure] >= limits[figure]);
  return gone.length === 0 ? undefined : `${gone.map((figure) => `${showFigure(figure, spent[figure])} of ${showFigure(figure, limits[figure])}`).join(", ")}.`;
}

export const sessionLimits = (limits: Figures): SessionLimits => ({ costUsd: limits.maxCostUsd, calls: limits.maxTurns, workMs: limits.maxDurationMs });
