import { type MaybePromise, point } from "@instar/kernel";

export { Sessions } from "@instar/kernel/contracts";
export { CompletionsLedger } from "./completions/contract.ts";
export { type BlockRequest, estimateTokens, type LeftOut, renderBlocks } from "./render-blocks.ts";

/** Asked before a model is asked a single question, whatever else allows it. */
export interface CompletionGate {
  /** Why no model may be asked for this cause now, as a sentence with until when; undefined: nothing speaks against it. A failure is a no. */
  refuses(cause: string): MaybePromise<string | undefined>;
}

export const CompletionGates = point<CompletionGate>("completion-gates");
