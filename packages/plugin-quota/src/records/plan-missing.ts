import type { RecordedUse, SessionRecord } from "@instar/kernel/contracts";
import { difference, type Figures, isNothing } from "../ledger/figures.ts";
import { rounded } from "../ledger/rounded.ts";

/** What a session told, or what was recorded of it, in the time that is looked at. */
export interface Told extends Figures {
  /** Epoch ms. */
  readonly lastAt: number;
}

export interface Recorded extends Told {
  readonly models: ReadonlyMap<string, number>;
}

/** A process that lives may still tell what it used. */
const quietMs = { living: 600_000, ended: 2_000 };

/** Nothing of it is on its way any more at `cut`, so what it told and what was recorded can be compared. */
export function isAtRest(state: SessionRecord["state"] | undefined, lastAt: number, cut: number): boolean {
  // However long a tool takes: a sub-agent's last answer is told with the turn's end.
  if (state === "starting" || state === "working") return false;
  const lives = state === "idle";
  return lastAt <= cut - (lives ? quietMs.living : quietMs.ended);
}

/** Output is dearer than input by about this much in every model's price. */
const weight = ({ inputTokens, outputTokens }: Pick<Figures, "inputTokens" | "outputTokens">) => inputTokens + 5 * outputTokens;

/** What was recorded and told by nobody, at the price of what was. Undefined: nothing. `price`: what the session told in its life. */
export function planMissing(recorded: Figures, told: Figures, price: Figures): Figures | undefined {
  const missing = difference({ ...recorded, costUsd: 0 }, told);
  if (isNothing(missing)) return undefined;
  const costUsd = weight(price) > 0 ? (price.costUsd / weight(price)) * weight(missing) : 0;
  return { ...missing, costUsd: rounded(costUsd) };
}

/** What was read from a cache, or written to it, counts as input, as it does where a session tells. */
export const figuresOf = (use: RecordedUse): Figures => ({
  inputTokens: use.inputTokens + use.cacheReadTokens + use.cacheWriteTokens,
  outputTokens: use.outputTokens,
  costUsd: use.costUsd ?? 0,
});

/** The one that said most. */
export const mainModel = (models: ReadonlyMap<string, number>): string | undefined => [...models].sort(([, one], [, other]) => other - one)[0]?.[0];
