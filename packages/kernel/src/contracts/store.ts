import type { StandardSchemaV1 } from "@standard-schema/spec";
import { scopedService } from "../token.ts";

/** A stored shape. `migrate[n]` turns version n into n + 1; a stored version newer than `version` is refused. */
export interface Versioned<T> {
  readonly version: number;
  readonly schema: StandardSchemaV1<unknown, T>;
  // biome-ignore lint/suspicious/noExplicitAny: what an old version looked like is known to its migration only
  readonly migrate?: Readonly<Record<number, (old: any) => unknown>>;
}

declare const opaque: unique symbol;
/** One change as plain data, made by records, journals and queues, carried out by `commit`. */
export interface Op {
  readonly [opaque]?: never;
  readonly op: string;
}

export interface Records<T> {
  get(key: string): Promise<{ readonly value: T; readonly revision: number } | undefined>;
  /** In key order; `after`: only keys behind it. A snapshot per page: rows changed while reading may be seen old or new, never twice. */
  entries(prefix?: string, options?: { readonly after?: string }): AsyncIterable<readonly [key: string, value: T]>;
  /** `ifRevision: 0` = only when absent. */
  put(key: string, value: T, options?: { ifRevision?: number; ttlMs?: number }): Op;
  delete(key: string, options?: { ifRevision?: number }): Op;
  /** get, change, put with its revision, repeated on conflict. Return `undefined` to leave it alone. */
  update(key: string, change: (current: T | undefined) => T | undefined): Promise<T | undefined>;
}

/** Append-only: events, audit. `follow` keeps a durable cursor for a consumer that must not miss anything. */
export interface Journal<T> {
  append(entry: T): Op;
  read(after?: number): AsyncIterable<{ readonly position: number; readonly at: number; readonly entry: T }>;
  /** From the newest (or from just before `before`) backwards. */
  latest(before?: number): AsyncIterable<{ readonly position: number; readonly at: number; readonly entry: T }>;
  follow(consumer: string, signal: AbortSignal): AsyncIterable<{ readonly position: number; readonly at: number; readonly entry: T; done(): Op }>;
  truncate(before: number): Promise<void>;
}

/** Durable work with leases: per `order` key one at a time, in order. Higher `priority` first among those that may run. */
export interface Queue<T> {
  enqueue(item: T, options?: { dedupe?: string; order?: string; notBefore?: number; priority?: number }): Op;
  claim(holder: string, leaseMs: number): Promise<{ readonly id: string; readonly item: T; readonly attempt: number; readonly fence: number } | undefined>;
  ack(id: string, fence: number): Op;
  release(id: string, fence: number, notBefore: number): Op;
}

export interface Store {
  records<T>(name: string, shape: Versioned<T>): Records<T>;
  journal<T>(name: string, shape: Versioned<T>): Journal<T>;
  queue<T>(name: string, shape: Versioned<T>): Queue<T>;
  /** All or nothing, durable when it resolves. A revision, a fence or an absence that did not hold is a conflict, not an error. */
  commit(ops: readonly Op[]): Promise<{ readonly committed: true } | { readonly committed: false; readonly conflict: string }>;
  /** A Keyv over one namespace, for libraries and plugins that want one. No atomicity: never counters, never leases. */
  asKeyv(namespace: string): unknown;
}

/** Scoped: each consumer sees its own names. */
export const Store = scopedService<Store>("store");
