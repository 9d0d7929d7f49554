import { AsyncLocalStorage } from "node:async_hooks";
import { AsyncParallelHook, AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook } from "tapable";
import type { Clock } from "../clock.ts";
import { InstarError } from "../errors.ts";
import { createDeadlines } from "./deadlines.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { HookError } from "./errors.ts";
import type { TapExtras, TapOptions } from "./kinds.ts";
import type { HookName, Hooks } from "./lifecycle.ts";
import { type HookShape, type Pass, readAnswer, readFailure, shapes } from "./policy.ts";
import { isHeld } from "./verdict.ts";

/** Who taps: a plugin's name, and its places in the config and in the boot order. */
export interface TapOwner {
  readonly plugin: string;
  readonly position: number;
  readonly bootPosition: number;
}

interface Tap extends TapExtras {
  name: string;
  type: string;
  stage?: number;
  before?: unknown;
  fn: (...args: never[]) => unknown;
  [owner]?: TapOwner;
}

interface TapRecord extends Tap {
  readonly plugin: string;
  readonly reason: string;
  readonly asked: number;
}

/** tapable's own members that it does not declare; pinned by a test. */
interface Internals {
  taps: TapRecord[];
  _resetCompilation(): void;
}

interface Frame {
  readonly hook: string;
  readonly by: string;
  readonly outer: Frame | undefined;
  active: boolean;
}

const owner = Symbol("instar.tap-owner");
const host: TapOwner = { plugin: "host", position: 99_999, bootPosition: 99_999 };
const longestQueue = 1_000;
const tapableOf = { gate: AsyncSeriesBailHook, pipeline: AsyncSeriesWaterfallHook, series: AsyncSeriesHook, notice: AsyncParallelHook };

const isPromise = (value: unknown): value is PromiseLike<unknown> => typeof (value as PromiseLike<unknown> | undefined)?.then === "function";

const describeAnswer = (answer: unknown) => (typeof answer === "object" && answer !== null ? "an object of another shape" : `${answer}`);

export interface HookEngine {
  readonly hooks: Hooks;
  tap(name: HookName, as: TapOwner, reason: string | TapOptions, handler: (event: never) => unknown): Disposable;
  /** Lets questions and advice of one firing of a gate be gathered instead of ending it. */
  gather(event: object, pass: Pass): void;
  describe(): Record<HookName, { readonly kind: string; readonly taps: readonly { readonly plugin: string; readonly reason: string; readonly stage: number }[] }>;
}

/**
 * Real tapable hooks behind one `register` interceptor: whoever taps, sugared or raw, is normalised, attributed, timed, checked,
 * and its failure means what the hook's kind says.
 */
export function createHooks({ clock, report }: { clock: Clock; report(plugin: string, hook: string, error: Error): void }): HookEngine {
  const frames = new AsyncLocalStorage<Frame>();
  const deadline = createDeadlines(clock);
  const passes = new WeakMap<object, Pass>();
  let latest: TapRecord | undefined;

  /** Runs a tap once: `settle` is called once, at once when the tap answered at once. */
  function invoke(tap: TapRecord, hook: string, timeoutMs: number, event: unknown, settle: (error: unknown, answer: unknown) => void) {
    const frame: Frame = { hook, by: tap.name, outer: frames.getStore(), active: true };
    let answer: unknown;
    try {
      answer = frames.run(frame, () => {
        if (tap.type !== "async") return (tap.fn as (event: unknown) => unknown)(event);
        return new Promise((resolve, reject) => (tap.fn as (event: unknown, done: (error: unknown, result?: unknown) => void) => void)(event, (error, result) => (error ? reject(error) : resolve(result))));
      });
    } catch (error) {
      frame.active = false;
      return settle(error ?? new Error("The tap threw nothing."), undefined);
    }
    if (!isPromise(answer)) {
      frame.active = false;
      return settle(undefined, answer);
    }
    const limit = deadline(timeoutMs, () => {
      frame.active = false;
      passes.get(event as object)?.abort.abort(HookError.TAP_LATE(hook, tap.name, timeoutMs));
      settle(HookError.TAP_LATE(hook, tap.name, timeoutMs), undefined);
    });
    const finish = (error: unknown, result: unknown) => {
      if (limit.over) return;
      limit.over = true;
      frame.active = false;
      settle(error, result);
    };
    answer.then(
      (result) => finish(undefined, result),
      (error) => finish(error ?? new Error("The tap rejected with nothing."), undefined),
    );
  }

  function failed(tap: TapRecord, hook: string, error: unknown): Error {
    const named = InstarError.is(error) ? error : HookError.TAP_FAILED(hook, tap.name, error instanceof Error ? error.message : String(error), { cause: error });
    named.plugin ??= tap.plugin;
    named.hook ??= hook;
    return named;
  }

  /** The tap as tapable runs it: callback style, so that a tap that answers at once costs no promise. */
  function inOrder(tap: TapRecord, hook: string, shape: HookShape) {
    const timeoutMs = tap.timeoutMs ?? (shape.kind === "gate" ? 10_000 : 30_000);
    return (event: unknown, done: (error?: unknown, result?: unknown) => void) => {
      if (isHeld(event)) return done(null, event);
      invoke(tap, hook, timeoutMs, event, (thrown, answer) => {
        let error = thrown;
        if (!error) {
          const reading = readAnswer(shape, answer, tap.name, event, passes.get(event as object));
          if (reading.ok) return done(null, reading.result);
          error = HookError.NONSENSE(hook, tap.name, describeAnswer(answer));
        }
        const named = failed(tap, hook, error);
        const instead = readFailure(shape, tap.name, tap.onError);
        if (!instead.ok) return done(named);
        report(tap.plugin, hook, named);
        done(null, instead.result);
      });
    };
  }

  /** A notice's tap has its own queue; the one who fires it never waits. */
  function queued(tap: TapRecord, hook: string, shape: HookShape) {
    const waiting: unknown[] = [];
    let busy = false;
    let overflowed = false;
    const run = () => {
      if (waiting.length === 0) {
        busy = false;
        overflowed = false;
        return;
      }
      invoke(tap, hook, tap.timeoutMs ?? 30_000, waiting.shift(), (thrown, answer) => {
        const error = thrown ?? (readAnswer(shape, answer, tap.name, undefined, undefined).ok ? undefined : HookError.NONSENSE(hook, tap.name, describeAnswer(answer)));
        if (error) report(tap.plugin, hook, failed(tap, hook, error));
        queueMicrotask(run);
      });
    };
    return (event: unknown, done: (error?: unknown) => void) => {
      if (waiting.length >= longestQueue) {
        waiting.shift();
        if (!overflowed) report(tap.plugin, hook, HookError.OVERFLOW(hook, tap.name, longestQueue));
        overflowed = true;
      }
      waiting.push(event);
      if (!busy) {
        busy = true;
        queueMicrotask(run);
      }
      done(null);
    };
  }

  function create(name: string, shape: HookShape) {
    const hook = new (tapableOf[shape.kind] as typeof AsyncParallelHook)(["event"], name);
    hook.intercept({
      register(raw: unknown) {
        const tap = raw as unknown as Tap;
        const by = tap[owner] ?? host;
        if (tap.before !== undefined) throw HookError.BEFORE_REFUSED(name, `${by.plugin}: ${tap.name}`);
        const asked = tap.stage ?? 0;
        const place = shape.order ? by.bootPosition : by.position;
        const stage = (asked * 100_000 + place) * (shape.order === "reverse boot" ? -1 : 1);
        const record: TapRecord = { ...tap, plugin: by.plugin, reason: tap.name, asked, name: `${by.plugin}: ${tap.name}` };
        const fn = shape.kind === "notice" ? queued(record, name, shape) : inOrder(record, name, shape);
        latest = { ...record, type: "async", stage, fn: fn as Tap["fn"] };
        return latest as never;
      },
      call(event: unknown) {
        for (let frame = frames.getStore(); frame; frame = frame.outer) if (frame.active && frame.hook === name) throw HookError.REENTERED(name, frame.by);
        deepFreeze(event);
      },
    });
    return Object.assign(hook, { kind: shape.kind });
  }

  const hooks = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, create(name, shape)])) as unknown as Hooks;
  const tapsOf = (name: HookName) => hooks[name] as unknown as Internals;

  return {
    hooks,
    gather: (event, pass) => void passes.set(event, pass),
    tap(name, as, reason, handler) {
      const { name: words, stage, timeoutMs, onError } = typeof reason === "string" ? ({ name: reason } as TapOptions) : reason;
      // tapable keeps a symbol only beside another key than the name, and lets `type` and `fn` of the options win: so exactly these
      const options = { name: words, stage: stage ?? 0, ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(onError === undefined ? {} : { onError }), [owner]: as };
      const internals = tapsOf(name);
      (hooks[name] as unknown as { tapPromise(options: object, fn: unknown): void }).tapPromise(options, handler);
      const added = latest;
      return {
        [Symbol.dispose]() {
          internals.taps = internals.taps.filter((tap) => tap !== added);
          internals._resetCompilation();
        },
      };
    },
    describe: () =>
      Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [
          name,
          { kind: shape.kind, taps: tapsOf(name as HookName).taps.map(({ plugin, reason, asked }) => ({ plugin, reason, stage: asked })) },
        ]),
      ) as unknown as ReturnType<HookEngine["describe"]>,
  };
}
