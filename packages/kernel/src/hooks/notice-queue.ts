import { HookError } from "./errors.ts";
import type { Tap, TapRunner } from "./run-tap.ts";

const longestQueue = 1_000;

/** A notice's tap has its own queue, so that whoever fires never waits; the oldest events are dropped when it overflows. */
export function createNoticeQueue(tap: Tap, { run }: TapRunner, report: (error: Error) => void) {
  const waiting: unknown[] = [];
  let busy = false;
  let overflowed = false;

  const next = () => {
    if (tap.gone || tap.owner.paused) waiting.length = 0;
    busy = waiting.length > 0;
    overflowed &&= busy;
    if (!busy) return;
    run(tap, waiting.shift(), (error) => {
      if (error) report(error);
      queueMicrotask(next);
    });
  };
  return (event: unknown) => {
    if (waiting.push(event) > longestQueue) {
      waiting.shift();
      if (!overflowed) report(HookError.OVERFLOW(tap.hook, tap.by, longestQueue));
      overflowed = true;
    }
    if (!busy) queueMicrotask(next);
    busy = true;
  };
}
