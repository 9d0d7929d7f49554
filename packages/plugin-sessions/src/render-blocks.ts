import type { Clock, Contribution, Message, SessionRef } from "@instar/kernel";
import type { ContextBlock } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { within } from "./within.ts";

/** A block that isn't said, and whose plugin that concerns. */
export interface LeftOut {
  readonly plugin: string;
  readonly block: string;
  readonly why: "failed" | "too long" | "no room";
  readonly error?: Error;
}

export interface BlockRequest {
  readonly blocks: Iterable<Contribution<ContextBlock>>;
  readonly moment: ContextBlock["moments"][number];
  readonly session: SessionRef;
  readonly message?: Message;
  /** What all blocks may take together. */
  readonly budgetTokens: number;
  readonly clock: Clock;
  /** How long one block may take, default 5,000. */
  readonly timeoutMs?: number;
  /** Told of every block that is left out; a block with nothing to say isn't. */
  readonly leftOut: (what: LeftOut) => void;
}

/** Four characters each: good enough to keep a budget, and the same for every model. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

/**
 * The texts of a moment's blocks, the highest priority first (equal ones in the config's order), within the budget. A block that
 * doesn't fit into what is left is dropped whole, as is one that is longer than its own `maxTokens`, throws or is late. Never rejects.
 */
export async function renderBlocks({
  blocks,
  moment,
  session,
  message,
  budgetTokens,
  clock,
  timeoutMs = 5_000,
  leftOut,
}: BlockRequest): Promise<readonly string[]> {
  const wanted = [...blocks].filter(({ value }) => value.moments.includes(moment)).sort((a, b) => b.value.priority - a.value.priority);
  const texts: string[] = [];
  let left = budgetTokens;
  for (const { plugin, value: block } of wanted) {
    try {
      const request = { session, budgetTokens: Math.min(left, block.maxTokens), ...(message !== undefined && { message }) };
      const rendering = Promise.resolve(block.render(request));
      const text = (await within(rendering, timeoutMs, clock, () => SessionsError.BLOCK_LATE(block.id, timeoutMs)))?.trim();
      if (!text) continue;
      const tokens = estimateTokens(text);
      if (tokens > block.maxTokens) {
        leftOut({ plugin, block: block.id, why: "too long", error: SessionsError.BLOCK_TOO_LONG(block.id, tokens, block.maxTokens) });
      } else if (tokens > left) {
        leftOut({ plugin, block: block.id, why: "no room" });
      } else {
        texts.push(text);
        left -= tokens;
      }
    } catch (error) {
      leftOut({ plugin, block: block.id, why: "failed", error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return texts;
}
