import type { Point } from "@instar/kernel";
import type { Methods } from "../plain-data.ts";
import type { PassedFiles } from "./passed-files.ts";

/** What a contribution is on the other side of the house's wall: it stays while its process is away. */
export interface Far {
  /** Rejects as the method does; with ISOLATION_AWAY while its process is away, with ISOLATION_ENDED when that ends meanwhile. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Why its process is away. */
  readonly away: Error | undefined;
  whenAway(listener: (error: Error) => void): Disposable;
}

/** What travels of one contribution: what is known at once, and what is asked later. */
export interface Dismantled<D> {
  readonly data: D;
  readonly methods: Methods;
}

/** How contributions to one point cross. */
export interface Crossing<T, D> {
  readonly point: Point<T>;
  /** In the plugin's process. Throws when something of it cannot cross. */
  dismantle(value: T): Dismantled<D>;
  /** In the house. `files`: how files get to its process and back. */
  restore(data: D, far: Far, files: PassedFiles): T;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of crossings cannot name each one's contribution
export type AnyCrossing = Crossing<any, any>;
