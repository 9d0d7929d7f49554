import type { Clock } from "@instar/kernel";
import { gone } from "./gone.ts";

/** What a call resolves with; rejects when one of `ends` is aborted first. Its own signal tells it so, and nothing of it is held afterwards. */
export async function untilEnded<T>(ends: readonly AbortSignal[], call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  // No `AbortSignal.any`: with a listener it is held as long as the longest of its sources lives
  const followed = ends.map((end) => ({ end, follow: () => over.abort(end.reason) }));
  for (const { end, follow } of followed) {
    if (end.aborted) follow();
    else end.addEventListener("abort", follow, { once: true });
  }
  try {
    return await Promise.race([call(over.signal), gone(over.signal)]);
  } finally {
    for (const { end, follow } of followed) end.removeEventListener("abort", follow);
  }
}

/** The same, and rejects when it takes longer than `longestMs`. */
export async function inTime<T>(
  clock: Pick<Clock, "after">,
  longestMs: number,
  ends: readonly AbortSignal[],
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  using _limit = clock.after(longestMs, () => late.abort(new Error(`The service did not answer within ${longestMs / 1_000} s.`)));
  return await untilEnded([...ends, late.signal], call);
}
