import type { Clock } from "@instar/kernel";
import { StoreError } from "./errors.ts";
import { sqlFailureOf } from "./sql-failure.ts";

const limitMs = 10_000;
const firstPauseMs = 10;
const longestPauseMs = 250;

/** Tries again while another process holds the file, up to 10 s, leaving the event loop free in between. Rejects with STORE_BUSY. */
export async function retryBusy<T>(file: string, clock: Clock, attempt: () => T): Promise<T> {
  const startedAt = clock.now();
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (sqlFailureOf(error) !== "busy") throw error;
      const waitedMs = clock.now() - startedAt;
      if (waitedMs >= limitMs) throw StoreError.BUSY(file, waitedMs, { cause: error });
    }
    await clock.sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}
