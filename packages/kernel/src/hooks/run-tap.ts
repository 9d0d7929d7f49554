import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../clock.ts";
import { attribute, type InstarError } from "../errors.ts";
import { createDeadlines } from "./deadlines.ts";
import { HookError } from "./errors.ts";
import { type Answering, type Pass, readAnswer } from "./policy.ts";

/** Who taps: a plugin's name, its places in the config and in the boot order, and what its taps have cost. */
export interface TapOwner {
  readonly plugin: string;
  readonly position: number;
  readonly bootPosition: number;
  /** Why its taps are passed over. */
  paused?: string | undefined;
  tapsRun: number;
  /** How long the house waited for its taps. */
  busyMs: number;
}

/** A tap as the house runs it. `by` is `plugin: reason`, and nobody can forge the plugin. */
export interface Tap extends Answering {
  readonly plugin: string;
  readonly owner: TapOwner;
  readonly reason: string;
  readonly stage: number;
  readonly timeoutMs: number;
  readonly onError: "skip" | "hold" | undefined;
  readonly call: (event: unknown) => unknown;
  /** Its plugin has taken it away; a firing under way may still come to it. */
  gone: boolean;
}

/** One tap that was run, or passed over, for whoever watches. */
export interface TapRun {
  readonly tap: Pick<Tap, "hook" | "shape" | "plugin" | "reason" | "stage" | "onError">;
  /** As the tap got it, frozen. */
  readonly event: unknown;
  /** What it answered, checked; undefined when nothing, and when it failed or was not run. */
  readonly answer: unknown;
  /** Why it failed: what it threw, that it was late, or that its answer means nothing there. */
  readonly error: InstarError | undefined;
  /** From the call to the answer. */
  readonly elapsedMs: number;
  /** Why it was not run at all: its plugin is paused, or was taken away. A gate then denies in its name, and so on: as after a failure. */
  readonly away?: string;
}

/** Asked whenever a tap is done: who wants to hear of it, if anybody. Both must be quick and must not throw. */
export type Tracer = () => ((run: TapRun) => void) | undefined;

/** In whose time something runs. */
interface Frame {
  readonly plugin: string;
  readonly tap?: Tap;
  readonly outer: Frame | undefined;
  active: boolean;
}

/** Runs taps: each has a deadline, and none may fire its own hook. `passOf` gives what a firing of a gate gathers. */
export function createTapRunner(clock: Clock, passOf: (event: object) => Pass | undefined, tracer?: Tracer) {
  const frames = new AsyncLocalStorage<Frame>();
  const deadline = createDeadlines(clock);

  return {
    /** Throws HOOK_REENTERED when a tap of this hook is waiting for the caller. */
    refuseReentry(hook: string) {
      for (let frame = frames.getStore(); frame; frame = frame.outer)
        if (frame.active && frame.tap?.hook === hook) throw HookError.REENTERED(hook, frame.tap.by);
    },

    /** Whatever `work` starts is `plugin`'s, timers and promises too. */
    runAs: <T>(plugin: string, work: () => T): T => frames.run({ plugin, outer: frames.getStore(), active: false }, work),

    /** In whose time this is called. */
    current: () => frames.getStore()?.plugin,

    /** `settle` is called exactly once, and at once when the tap answered at once. */
    run(tap: Tap, event: unknown, settle: (error: InstarError | undefined, result?: unknown) => void) {
      // A notice's tap answers on its own time: whoever fired the notice does not wait for it
      const frame: Frame = { plugin: tap.plugin, tap, outer: tap.shape.kind === "notice" ? undefined : frames.getStore(), active: true };
      const began = performance.now(); // not the clock: a laptop that slept would be a tap that took all night
      let met: (() => void) | undefined;
      const finish = (error: InstarError | undefined, result?: unknown, answer?: unknown) => {
        frame.active = false;
        met?.();
        const elapsedMs = performance.now() - began;
        tap.owner.tapsRun += 1;
        tap.owner.busyMs += elapsedMs;
        tracer?.()?.({ tap, event, answer: result ?? answer, error, elapsedMs });
        settle(error, result);
      };
      const failed = (thrown: unknown) => {
        if (!frame.active) return;
        finish(attribute(thrown, tap.plugin, tap.hook, (why, options) => HookError.TAP_FAILED(tap.hook, tap.by, why, options)));
      };
      const answered = (answer: unknown) => {
        if (!frame.active) return;
        let result: unknown;
        try {
          if (answer !== undefined) result = readAnswer(tap, answer, event, passOf(event as object));
        } catch (thrown) {
          return failed(thrown);
        }
        finish(undefined, result, answer);
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
