import { rounded } from "./rounded.ts";

/** What a use comes to. */
export interface Figures {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

/** Below a millionth of a cent nothing was spent: sums of money that were added up one by one differ in that. */
const leastUsd = 1e-8;

const money = (usd: number) => (Math.abs(usd) < leastUsd ? 0 : rounded(usd));

export const plusFigures = (one: Figures, other: Figures): Figures => ({
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costUsd: money(one.costUsd + other.costUsd),
});

export const minus = (one: Figures, other: Figures): Figures => ({
  inputTokens: one.inputTokens - other.inputTokens,
  outputTokens: one.outputTokens - other.outputTokens,
  costUsd: money(one.costUsd - other.costUsd),
});

/** By how much `one` is more, each figure for itself; never less than nothing. */
export const difference = (one: Figures, other: Figures): Figures => {
  const { inputTokens, outputTokens, costUsd } = minus(one, other);
  return { inputTokens: Math.max(0, inputTokens), outputTokens: Math.max(0, outputTokens), costUsd: Math.max(0, costUsd) };
};

export const isNothing = ({ inputTokens, outputTokens, costUsd }: Figures): boolean => inputTokens === 0 && outputTokens === 0 && costUsd === 0;
