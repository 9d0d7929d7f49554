import { AsyncParallelHook, AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook } from "tapable";
import type { Clock } from "../clock.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { HookError } from "./errors.ts";
import type { TapExtras, TapOptions } from "./kinds.ts";
import type { HookName, Hooks } from "./lifecycle.ts";
import { createNoticeQueue } from "./notice-queue.ts";
import { type HookShape, insteadOfAnswer, type Pass, shapes } from "./policy.ts";
import { createTapRunner, type Tap, type TapOwner, type TapRunner, type Tracer } from "./run-tap.ts";
import { isHeld } from "./verdict.ts";

/** What tapable hands to `register`. `owner` is ours: a raw tap has none, and is the host's. */
interface Registration extends TapExtras {
  readonly name: string;
  readonly type: string;
  readonly stage?: number;
  readonly before?: unknown;
  readonly fn: (event: unknown, done?: (error: unknown, answer?: unknown) => void) => unknown;
  readonly [owner]?: TapOwner;
}

/** tapable's own members that it does not declare; pinned by a test. */
interface Internals {
  taps: { readonly tap: Tap }[];
  _resetCompilation(): void;
  tapPromise(options: object, fn: unknown): void;
}

const owner = Symbol("instar.tap-owner");
const tapableOf = { gate: AsyncSeriesBailHook, pipeline: AsyncSeriesWaterfallHook, series: AsyncSeriesHook, notice: AsyncParallelHook };

export type HookDescription = { readonly kind: string; readonly taps: readonly { readonly plugin: string; readonly reason: string; readonly stage: number }[] };

export interface HookEngine extends Pick<TapRunner, "runAs" | "current"> {
  readonly hooks: Hooks;
  tap(name: HookName, as: TapOwner, reason: string | TapOptions, handler: (event: never) => unknown): Disposable;
  /** Lets questions and advice of one firing of a gate be gathered instead of ending it. */
  gather(event: object, pass: Pass): void;
  describe(): Readonly<Record<string, HookDescription>>;
}

/** Why a tap is passed over. A paused plugin hears of the end, to give back what it holds. */
const whyAway = ({ gone, hook, owner: { paused } }: Tap): string | undefined =>
  gone ? "was taken away" : paused && hook !== "stop" ? `is paused (${paused})` : undefined;

/** A tap from what was registered, in whichever of tapable's three styles. */
function readTap(
  hook: string,
  shape: HookShape,
  { name: reason, type, stage = 0, before, timeoutMs = shape.timeoutMs ?? 30_000, onError, fn }: Registration,
  by: TapOwner,
): Tap {
  const tap = { hook, shape, by: `${by.plugin}: ${reason}`, plugin: by.plugin, owner: by, reason, stage, timeoutMs, onError, gone: false };
  if (before !== undefined) throw HookError.TAP_REFUSED(hook, tap.by, "it asks to be placed before another tap");
  if (!Number.isInteger(stage)) throw HookError.TAP_REFUSED(hook, tap.by, `its stage is ${String(stage)}`);
  if (!(timeoutMs > 0)) throw HookError.TAP_REFUSED(hook, tap.by, `its timeoutMs is ${String(timeoutMs)}`);
  if (type !== "async") return { ...tap, call: fn };
  return { ...tap, call: (event) => new Promise((resolve, reject) => fn(event, (error, answer) => (error ? reject(error) : resolve(answer)))) };
}

/**
 * Real tapable hooks behind one `register` interceptor: whoever taps, sugared or raw, is normalised, attributed, timed, checked,
 * and its failure means what the hook's kind says.
 */
export function createHooks({
  clock,
  tracer,
  report,
}: {
  clock: Clock;
  tracer?: Tracer | undefined;
  report(plugin: string, hook: string, error: Error): void;
}): HookEngine {
  const host: TapOwner = { plugin: "host", position: 99_999, bootPosition: 99_999, tapsRun: 0, busyMs: 0 };
  const passes = new WeakMap<object, Pass>();
  const runner = createTapRunner(clock, (event) => passes.get(event), tracer);
  let latest: Tap | undefined;

  /** The tap as tapable runs it: callback style, so that a tap that answers at once costs no promise. */
  const inOrder = (tap: Tap) => (event: unknown, done: (error?: unknown, result?: unknown) => void) => {
    if (isHeld(event)) return done(null, event);
    const away = whyAway(tap);
    if (away) tracer?.()?.({ tap, event, answer: undefined, error: undefined, elapsedMs: 0, away });
    if (away) return done(null, insteadOfAnswer(tap, away, tap.onError));
    runner.run(tap, event, (error, result) => {
      if (!error) return done(null, result);
      if (tap.shape.kind === "series" && !tap.shape.goesOn) return done(error);
      report(tap.plugin, tap.hook, error);
      done(null, insteadOfAnswer(tap, "failed", tap.onError));
    });
  };

  const unawaited = (tap: Tap) => {
    const enqueue = createNoticeQueue(tap, runner, (error) => report(tap.plugin, tap.hook, error));
    return (event: unknown, done: () => void) => {
      enqueue(event);
      done();
    };
  };

  function create(name: string, shape: HookShape) {
    const hook = new (tapableOf[shape.kind] as typeof AsyncParallelHook)(["event"], name);
    hook.intercept({
      register(raw: unknown) {
        const registration = raw as Registration;
        const by = registration[owner] ?? host;
        const tap = readTap(name, shape, registration, by);
        const place = tap.stage * 100_000 + (shape.order ? by.bootPosition : by.position);
        latest = tap;
        return {
          name: tap.by,
          type: "async",
          stage: shape.order === "reverse boot" ? -place : place,
          fn: shape.kind === "notice" ? unawaited(tap) : inOrder(tap),
          tap,
        } as never;
      },
      call(event: unknown) {
        runner.refuseReentry(name);
        deepFreeze(event);
      },
    });
    return Object.assign(hook, { kind: shape.kind });
  }

  const hooks = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, create(name, shape)])) as unknown as Hooks;
  const internals = hooks as unknown as Readonly<Record<string, Internals & { readonly kind: string }>>;

  return {
    hooks,
    ...runner,
    gather: (event, pass) => void passes.set(event, pass),
    tap(name, as, reason, handler) {
      const hook = internals[name] as Internals;
      const { name: words, stage, timeoutMs, onError, before } = (typeof reason === "string" ? { name: reason } : reason) as TapOptions & { before?: unknown };
      if (!words || typeof handler !== "function") throw HookError.TAP_REFUSED(name, as.plugin, "it takes a reason in words, and then a function");
      // tapable lets `type` and `fn` of the options win, so exactly these are handed on
      hook.tapPromise({ name: words, stage, timeoutMs, onError, before, [owner]: as }, handler);
      const tap = latest as Tap;
      return {
        [Symbol.dispose]() {
          tap.gone = true;
          hook.taps = hook.taps.filter((other) => other.tap !== tap);
          hook._resetCompilation();
        },
      };
    },
    describe: () =>
      Object.fromEntries(
        Object.entries(internals).map(([name, { kind, taps }]) => [
          name,
          { kind, taps: taps.map(({ tap: { plugin, reason, stage } }) => ({ plugin, reason, stage })) },
        ]),
      ),
  };
}
