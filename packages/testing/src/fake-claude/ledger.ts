import type { Line } from "./wire.ts";

/** Tokens and money, the way `result` lines report them: of the turn, since the last result, and in all. */
export interface Ledger {
  /** Counts one request to the model and gives its usage. */
  spend(model: string, inputText: string, outputText: string): Line;
  /** What the session has cost so far, in US dollars. */
  cost(): number;
  /** The figures of a result line; starts the next turn's count. */
  settle(): Line;
}

interface Counted {
  input: number;
  output: number;
}

const price = (count: Counted) => (count.input * 4 + count.output * 20) / 1_000_000;

export function createLedger(): Ledger {
  const total = new Map<string, Counted>();
  let turn = new Map<string, Counted>();
  let results = 0;
  const add = (to: Map<string, Counted>, model: string, count: Counted) => {
    const before = to.get(model) ?? { input: 0, output: 0 };
    to.set(model, { input: before.input + count.input, output: before.output + count.output });
  };
  const costOf = (counts: Map<string, Counted>) => [...counts.values()].reduce((cost, count) => cost + price(count), 0);
  const byModel = (counts: Map<string, Counted>) => Object.fromEntries([...counts].map(([model, count]) => [model, modelUsage(count)]));
  return {
    spend(model, inputText, outputText) {
      const count = { input: 1000 + Math.ceil(inputText.length / 4), output: Math.max(1, Math.ceil(outputText.length / 4)) };
      add(total, model, count);
      add(turn, model, count);
      return usage(count);
    },
    cost: () => costOf(total),
    settle() {
      const sum = [...turn.values()].reduce((left, right) => ({ input: left.input + right.input, output: left.output + right.output }), {
        input: 0,
        output: 0,
      });
      const figures = {
        total_cost_usd: costOf(total),
        usage: usage(sum),
        modelUsage: byModel(total),
        model_usage_since_last_result: byModel(turn),
        result_index: results,
      };
      results += 1;
      turn = new Map();
      return figures;
    },
  };
}

function usage(count: Counted): Line {
  return { input_tokens: count.input, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: count.output, service_tier: "standard" };
}

function modelUsage(count: Counted): Line {
  return {
    inputTokens: count.input,
    outputTokens: count.output,
    cacheReadInputTokens: 0,
    cacheCreationInputTokens: 0,
    webSearchRequests: 0,
    costUSD: price(count),
    contextWindow: 1_000_000,
    maxOutputTokens: 128_000,
  };
}
