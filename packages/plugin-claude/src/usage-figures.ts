import type { Json } from "@instar/kernel";
import { type JsonObject, numberAt } from "./protocol.ts";

/** Tokens; what was read from a cache, or written to it, counts as input. */
export interface Figures {
  readonly input: number;
  readonly output: number;
}

export const nothing: Figures = { input: 0, output: 0 };
export const plus = (one: Figures, other: Figures): Figures => ({ input: one.input + other.input, output: one.output + other.output });
export const minus = (one: Figures, other: Figures): Figures => ({ input: one.input - other.input, output: one.output - other.output });

/** Of one answer, as the API counts them. */
export const figuresOf = (usage: Json): Figures => ({
  input: ["input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"].reduce((sum, field) => sum + (numberAt(usage, field) ?? 0), 0),
  output: numberAt(usage, "output_tokens") ?? 0,
});

/** Over all models, as the program sums them up. `cost` in US dollars. */
export function sumOf(models: JsonObject): Figures & { readonly cost: number } {
  const sum = (...fields: readonly string[]) =>
    Object.values(models).reduce<number>((total, model) => total + fields.reduce((part, field) => part + (numberAt(model, field) ?? 0), 0), 0);
  return { input: sum("inputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"), output: sum("outputTokens"), cost: sum("costUSD") };
}
