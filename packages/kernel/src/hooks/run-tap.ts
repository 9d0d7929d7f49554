import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../clock.ts";
import { attribute, type InstarError } from "../errors.ts";
import { createDeadlines } from "./deadlines.ts";
import { HookError } from "./errors.ts";
import { type Answering, type Pass, readAnswer } from "./policy.ts";

/** A tap as the house runs it. `by` is `plugin: reason`, and nobody can forge the plugin. */
export interface Tap extends Answering {
  readonly plugin: string;
  readonly reason: string;
  readonly stage: number;
  readonly timeoutMs: number;
  readonly onError: "skip" | "hold" | undefined;
  readonly call: (event: unknown) => unknown;
  /** Its plugin has taken it away; a firing under way may still come to it. */
  gone: boolean;
}

interface Frame {
  readonly tap: Tap;
  readonly outer: Frame | undefined;
  active: boolean;
}

/** Runs taps: each has a deadline, and none may fire its own hook. `passOf` gives what a firing of a gate gathers. */
export function createTapRunner(clock: Clock, passOf: (event: object) => Pass | undefined) {
  const frames = new AsyncLocalStorage<Frame>();
  const deadline = createDeadlines(clock);

  return {
    /** Throws HOOK_REENTERED when a tap of this hook is waiting for the caller. */
    refuseReentry(hook: string) {
      for (let frame = frames.getStore(); frame; frame = frame.outer)
        if (frame.active && frame.tap.hook === hook) throw HookError.REENTERED(hook, frame.tap.by);
    },

    /** `settle` is called exactly once, and at once when the tap answered at once. */
    run(tap: Tap, event: unknown, settle: (error: InstarError | undefined, result?: unknown) => void) {
      // A notice's tap answers on its own time: whoever fired the notice does not wait for it
      const frame: Frame = { tap, outer: tap.shape.kind === "notice" ? undefined : frames.getStore(), active: true };
      let met: (() => void) | undefined;
      const failed = (thrown: unknown) => {
        if (!frame.active) return;
        frame.active = false;
        met?.();
        settle(attribute(thrown, tap.plugin, tap.hook, (why, options) => HookError.TAP_FAILED(tap.hook, tap.by, why, options)));
      };
      const answered = (answer: unknown) => {
        if (!frame.active) return;
        let result: unknown;
        try {
          if (answer !== undefined) result = readAnswer(tap, answer, event, passOf(event as object));
        } catch (thrown) {
          return failed(thrown);
        }
        frame.active = false;
        met?.();
        settle(undefined, result);
      };
      let answer: unknown;
      try {
        answer = frames.run(frame, tap.call, event);
        if (typeof (answer as PromiseLike<unknown> | null | undefined)?.then === "function") {
          (answer as PromiseLike<unknown>).then(answered, failed);
          if (!frame.active) return;
          const late = () => {
            const error = HookError.TAP_LATE(tap.hook, tap.by, tap.timeoutMs);
            failed(error);
            passOf(event as object)?.abort.abort(error);
          };
          // The timer fires in somebody else's context; the taps that follow belong into this one
          met = deadline(tap.timeoutMs, () => frames.run(frame.outer as Frame, late));
          return;
        }
      } catch (thrown) {
        return failed(thrown);
      }
      answered(answer);
    },
  };
}

export type TapRunner = ReturnType<typeof createTapRunner>;
