import { z } from "zod";

const usd = z.number().min(0).max(10_000);

export const completionsOptions = z.strictObject({
  /** US dollars a day, as the machine's clock has it; 0 turns single questions to a model off. */
  dailyUsd: usd.default(1),
  /** How many are asked at a time (1–16). */
  atOnce: z.int().min(1).max(16).default(2),
  /** How many may wait for their turn. */
  maxWaiting: z.int().min(0).max(1_000).default(50),
  /** How long the model has for one answer, in ms. */
  timeoutMs: z.int().min(1_000).max(600_000).default(60_000),
  /** The longest answer, in tokens; who asks for more gets as many. */
  maxTokens: z.int().min(1).max(64_000).default(4_000),
  /** The longest question with its system prompt, in characters. */
  maxPromptLength: z.int().min(1).max(2_000_000).default(100_000),
  /** US dollars that a call counts until its cost is known, and for good when it never becomes known. */
  assumedUsd: z.strictObject({ fast: usd.default(0.02), balanced: usd.default(0.1), capable: usd.default(0.25) }).prefault({}),
});

export type CompletionsOptions = z.output<typeof completionsOptions>;
