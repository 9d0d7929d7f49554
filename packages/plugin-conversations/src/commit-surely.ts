import type { Clock, Logger } from "@instar/kernel";
import type { Op, Store } from "@instar/kernel/contracts";

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Commits, and tries again with growing pauses while the disk refuses; gives up only when `closing` is aborted. */
export async function commitSurely(
  store: Store,
  ops: readonly Op[],
  { clock, log, closing }: { clock: Clock; log: Logger; closing: AbortSignal },
): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      const result = await store.commit(ops);
      if (!result.committed) log.error("A change met another one and was not made.", { conflict: result.conflict });
      return;
    } catch (error) {
      if (closing.aborted) throw error;
      log.error("The state could not be written; trying again.", { error, pauseMs });
      await clock.sleep(pauseMs, closing);
    }
  }
}
