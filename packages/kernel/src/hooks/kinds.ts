import type { AsyncParallelHook, AsyncSeriesBailHook, AsyncSeriesHook, AsyncSeriesWaterfallHook } from "tapable";
import type { MaybePromise } from "../json.ts";
import type { Advice, Held, Objection } from "./verdict.ts";

declare const carries: unique symbol;

export interface HookKind<K extends string, E> {
  readonly kind: K;
  readonly [carries]?: (event: E) => E;
}

export interface TapExtras {
  /** Deadline in ms; the event's signal is aborted then. Default 30,000 (gates 10,000). */
  timeoutMs?: number;
  /** Pipelines only: what a failure of this tap does. */
  onError?: "skip" | "hold";
}

/** One pass, in order. A deny ends it; asks and advice are collected and do not. A failing tap denies: gates fail closed. */
export type Gate<E> = AsyncSeriesBailHook<[E], Objection | Advice | undefined, TapExtras> & HookKind<"gate", E>;
/** In order; each tap may return a replacement, or `hold(reason)` to end it. */
export type Pipeline<E> = AsyncSeriesWaterfallHook<[E], E | Held, TapExtras> & HookKind<"pipeline", E>;
/** In order, awaited; a failure is the caller's failure. For start and stop. */
export type Series<E> = AsyncSeriesHook<[E], TapExtras> & HookKind<"series", E>;
/** At most once, each tap with its own bounded queue, never awaited by the caller. Who must not miss anything follows the journal instead. */
export type Notice<E> = AsyncParallelHook<[E], TapExtras> & HookKind<"notice", E>;

export type Handler<H> =
  H extends HookKind<"gate", infer E>
    ? (event: E) => MaybePromise<Objection | Advice | undefined | void>
    : H extends HookKind<"pipeline", infer E>
      ? (event: E) => MaybePromise<E | Held | undefined | void>
      : H extends HookKind<string, infer E>
        ? (event: E) => MaybePromise<void>
        : never;

/** Lower runs earlier; within a stage the order of the config. Named so that nobody invents -1000. */
export const Stage = Object.freeze({ first: -200, guard: -100, normal: 0, enrich: 100, last: 200 } as const);

export interface TapOptions extends TapExtras {
  /** The reason in plain words; people meet it in denials and logs. */
  name: string;
  stage?: number;
}

export type ScopedHooks<M> = {
  readonly [K in keyof M]: { tap(reason: string | TapOptions, handler: Handler<M[K]>): Disposable };
};
