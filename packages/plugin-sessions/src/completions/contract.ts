import { type Service, service } from "@instar/kernel";
import { Completions } from "@instar/kernel/contracts";

export { Completions };

/** Calls to a model and what they came to. `failed` of the `calls` brought no answer. */
export interface SpentFigures {
  readonly calls: number;
  readonly failed: number;
  readonly costUsd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One day, as the machine's clock has it (`2026-03-01`). `openUsd`: what calls under way, or cut off by a crash, are assumed to cost. */
export interface SpentDay extends SpentFigures {
  readonly day: string;
  readonly dailyUsd: number;
  readonly openUsd: number;
  /** The dearest first. */
  readonly causes: readonly (SpentFigures & { readonly cause: string })[];
}

/** What this provider can do beside the contract; a replacement of it need not. */
export interface CompletionsLedger extends Completions {
  /** Of today. */
  spent(): Promise<SpentDay>;
  /** Ends every question that is under way or waits, each with a rejection that says why (a sentence); resolves with how many. The next one is asked as ever. */
  endAll(why: string): Promise<number>;
}

/** The same service as `Completions`, as this package provides it. */
export const CompletionsLedger: Service<CompletionsLedger> = service<CompletionsLedger>(Completions.id);
