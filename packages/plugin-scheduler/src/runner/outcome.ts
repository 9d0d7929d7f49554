import type { JobRunRecord } from "../contract.ts";

/** How a run ended, as far as who ran it knows. */
export interface Outcome
  extends Partial<Pick<JobRunRecord, "failure" | "why" | "exitCode" | "output" | "session" | "costUsd" | "inputTokens" | "outputTokens">> {
  readonly state: "succeeded" | "failed";
  /** What the owner is told of it. */
  readonly said?: string;
  /** What of its processes is still there because it can't be ended. */
  readonly remains?: string;
}

/** The model's limit: the run waits until then, and is begun anew. */
export interface Postponed extends Pick<Outcome, "why" | "session" | "costUsd" | "inputTokens" | "outputTokens"> {
  readonly state: "postponed";
  readonly until: number;
}

/** Why a run is ended from outside. */
export type Cut = "timeout" | "cancelled" | "stopped";

export class CutShort extends Error {
  readonly cut: Cut;
  constructor(cut: Cut, message: string) {
    super(message);
    this.cut = cut;
  }
}

export const cutOf = (signal: AbortSignal): CutShort | undefined => (signal.reason instanceof CutShort ? signal.reason : undefined);

const longestOutput = 4_000;

/** What programs print, as text that a terminal can show: no halves of characters, and nothing that moves its cursor. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours a terminal is taken out whole
    .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, "")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll(/\p{Surrogate}/gu, "\ufffd")
    .trim();

/** The last 4,000 characters, without secrets: they are taken out first, as half of one is no longer found. */
export const outputTail = (text: string, redact: (text: string) => string): string => {
  const plain = redact(plainText(text));
  return plain.length <= longestOutput ? plain : plain.slice(-longestOutput).replace(/^[\uDC00-\uDFFF]/, "");
};
