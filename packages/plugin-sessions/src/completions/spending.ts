import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

const figures = { calls: z.int(), failed: z.int(), costUsd: z.number(), inputTokens: z.number(), outputTokens: z.number() };
const causeSchema = z.object(figures);
const daySchema = z.object({
  ...figures,
  causes: z.record(z.string(), causeSchema),
  /** Calls that have begun, and what they are assumed to cost; those of a house that died stay. */
  open: z.record(z.string(), z.object({ cause: z.string(), assumedUsd: z.number() })),
});

export type Figures = z.output<typeof causeSchema>;
export type DaySpending = z.output<typeof daySchema>;

export const spendingShape: Versioned<DaySpending> = { version: 1, schema: daySchema };

const none: Figures = { calls: 0, failed: 0, costUsd: 0, inputTokens: 0, outputTokens: 0 };
export const nothingSpent: DaySpending = { ...none, causes: {}, open: {} };

/** A day's row stays readable whatever its callers write as causes. */
const mostCauses = 100;
const otherCause = "(other causes)";

/** What one call came to. */
export interface Outcome {
  readonly failed: boolean;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const add = (before: Figures, one: Outcome): Figures => ({
  calls: before.calls + 1,
  failed: before.failed + (one.failed ? 1 : 0),
  costUsd: before.costUsd + one.costUsd,
  inputTokens: before.inputTokens + one.inputTokens,
  outputTokens: before.outputTokens + one.outputTokens,
});

/** US dollars that are spent or that calls under way may spend. */
export const committedUsd = (day: DaySpending): number => Object.values(day.open).reduce((sum, { assumedUsd }) => sum + assumedUsd, day.costUsd);

/** The day with one more call under way; undefined when the budget has no room for it. */
export function begin(day: DaySpending, id: string, call: { readonly cause: string; readonly assumedUsd: number }, dailyUsd: number): DaySpending | undefined {
  // A budget smaller than what one call is assumed to cost still allows one at a time, until something is spent.
  const committed = committedUsd(day);
  if (committed > 0 && committed + call.assumedUsd > dailyUsd) return undefined;
  return { ...day, open: { ...day.open, [id]: call } };
}

/** The day with a call that came to its end. */
export function settle(day: DaySpending, id: string, cause: string, outcome: Outcome): DaySpending {
  const { [id]: _, ...open } = day.open;
  const known = Object.hasOwn(day.causes, cause) || Object.keys(day.causes).length < mostCauses;
  const name = known ? cause : otherCause;
  const before = Object.hasOwn(day.causes, name) ? (day.causes[name] as Figures) : none;
  return { ...day, ...add(day, outcome), causes: { ...day.causes, [name]: add(before, outcome) }, open };
}
