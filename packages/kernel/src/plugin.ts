import type { StandardSchemaV1 } from "@standard-schema/spec";
import { callerFile } from "./blame.ts";
import type { Clock } from "./clock.ts";
import type { ScopedHooks } from "./hooks/kinds.ts";
import type { Hooks } from "./hooks/lifecycle.ts";
import type { MaybePromise } from "./json.ts";
import type { Needs, Point, Resolved, ScopedService, Service } from "./token.ts";

/** `text` is a constant sentence, `fields` vary. The plugin's name is added; secrets are removed. */
export interface Logger {
  debug(text: string, fields?: object): void;
  info(text: string, fields?: object): void;
  warn(text: string, fields?: object): void;
  error(text: string, fields?: object): void;
}

export interface Contribution<T> {
  readonly plugin: string;
  /** The service that the plugin provides: a plugin may have any name, but a service has one provider. */
  readonly provides?: string | undefined;
  readonly value: T;
}

export interface Contributions<T> extends Iterable<Contribution<T>> {
  onChange(listener: () => void): Disposable;
}

/** Everything obtained here belongs to the plugin and is undone in reverse order when it stops. Methods may be destructured. */
export interface PluginContext<O, N extends Needs> {
  readonly name: string;
  readonly options: O;
  readonly services: Resolved<N>;
  readonly hooks: ScopedHooks<Hooks>;
  contribute<T>(to: Point<T>, value: NoInfer<T>): Disposable;
  contributions<T>(to: Point<T>): Contributions<T>;
  own<T extends Disposable | AsyncDisposable>(resource: T): T;
  defer(undo: () => MaybePromise<void>): void;
  /** A supervised loop: begins at `start`; a failure is reported as this plugin's and the task restarts with backoff. Disposing aborts `signal` and waits. */
  background(reason: string, task: (signal: AbortSignal) => Promise<void>): AsyncDisposable;
  readonly log: Logger;
  readonly clock: Clock;
  /** Aborted when the plugin stops. */
  readonly signal: AbortSignal;
  readonly paths: {
    readonly project: string;
    /** The agent's state folder, `.instar`. */
    readonly home: string;
    /** Private to this plugin; created on first use. */
    readonly state: string;
  };
}

type Out<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferOutput<S> : undefined;
type In<S> = S extends StandardSchemaV1 ? StandardSchemaV1.InferInput<S> : undefined;
type Provided<P> = P extends ScopedService<infer T> ? (consumer: string) => T : P extends Service<infer T> ? T : void;

// biome-ignore lint/suspicious/noExplicitAny: a provided token is invariant in what it carries
export interface PluginDefinition<S extends StandardSchemaV1 | undefined, N extends Needs, P extends Service<any> | undefined> {
  /** Version of this API that the plugin was written for; the kernel takes the current and the previous. */
  readonly api: 1;
  /** Kebab-case, unique in a config; prefixes log lines, tap names, job ids and the state folder. */
  readonly name: string;
  /** Any Standard Schema (zod, valibot, arktype). Validated before any plugin is set up; defaults live here. */
  readonly options?: S;
  readonly needs?: N;
  readonly provides?: P;
  /**
   * Gates that it guards, mirrored in package.json. While a configured guard is absent, failed, paused or reloading, a tombstone
   * denies in its name. Tapping a gate undeclared fails set-up.
   */
  readonly guards?: readonly ("preToolUse" | "beforeJob")[];
  /** Wires and returns. No network, no timers: those belong to `start`, so that `instar doctor` can set up without going live. */
  setup(ctx: PluginContext<Out<S>, N>): MaybePromise<Provided<P>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the kernel handles plugins of every shape
export type AnyDefinition = PluginDefinition<any, any, any>;

export interface Plugin {
  readonly name: string;
  readonly definition: AnyDefinition;
  readonly input: unknown;
  /** Where it is defined: who fails in there is this plugin. */
  readonly file?: string | undefined;
  /** Why its module could not be imported: set-up fails with it. */
  readonly broken?: Error;
}

export type PluginFactory<S> = S extends StandardSchemaV1
  ? {} extends In<S>
    ? (options?: In<S>) => Plugin
    : undefined extends In<S>
      ? (options?: In<S>) => Plugin
      : (options: In<S>) => Plugin
  : () => Plugin;

/** Gives back the factory that a config calls: `memory({ maxFacts: 500 })`. Nothing runs until the kernel sets it up. */
export function definePlugin<
  const S extends StandardSchemaV1 | undefined = undefined,
  const N extends Needs = {},
  // biome-ignore lint/suspicious/noExplicitAny: see PluginDefinition
  const P extends Service<any> | undefined = undefined,
>(definition: PluginDefinition<S, N, P>): PluginFactory<S> {
  const file = callerFile();
  // Named after the plugin, for the message to whoever forgets to call it
  const factory = { [definition.name]: (input?: unknown): Plugin => Object.freeze({ name: definition.name, definition, input, file }) }[definition.name];
  return factory as unknown as PluginFactory<S>;
}
