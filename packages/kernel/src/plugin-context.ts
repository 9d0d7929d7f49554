import { mkdirSync } from "node:fs";
import path from "node:path";
import { createLoop, type Loop } from "./background.ts";
import type { Clock } from "./clock.ts";
import type { createContributions } from "./contributions.ts";
import { asError } from "./errors.ts";
import type { HookEngine } from "./hooks/create-hooks.ts";
import type { ScopedHooks, TapOptions } from "./hooks/kinds.ts";
import type { HookName, Hooks } from "./hooks/lifecycle.ts";
import { shapes } from "./hooks/policy.ts";
import type { TapOwner } from "./hooks/run-tap.ts";
import { KernelError } from "./kernel-errors.ts";
import type { Logger, Plugin, PluginContext } from "./plugin.ts";
import type { Scope } from "./scope.ts";
import type { Needs, Resolved } from "./token.ts";

export type GateName = "preToolUse" | "beforeJob";

/** A plugin's place in a house. */
export interface Seat {
  readonly plugin: Plugin;
  readonly owner: TapOwner;
  readonly scope: Scope;
  /** They begin at `start`. */
  readonly loops: Set<Loop>;
  /** Gates that it guards: what it declares, and what it tapped without declaring it. */
  readonly guards: Set<GateName>;
  /** Deny in the name of a guard that is not up. */
  tombstones: readonly Disposable[];
  state: "waiting" | "up" | "failed" | "paused" | "stopped";
  setupMs?: number;
  /** Why it is not up. */
  error?: Error | undefined;
  failures: number;
  lastFailure?: { readonly at: number; readonly hook?: string; readonly message: string };
}

/** What a house gives to all its plugins. */
export interface House {
  readonly clock: Clock;
  readonly engine: HookEngine;
  readonly contributions: ReturnType<typeof createContributions>;
  readonly project: string;
  readonly home: string;
  running(): boolean;
  logFor(plugin: string): Logger;
  report(plugin: string, hook: string | undefined, error: Error): void;
  resolve(token: Needs[string], consumer: string): unknown;
}

/** What `setup` is given: the house, seen from one seat; all that is taken belongs to the seat's scope. */
export function createContext({ plugin, owner, scope, loops, guards }: Seat, options: unknown, house: House): PluginContext<unknown, Needs> {
  const { clock, engine, contributions, project, home } = house;
  const { name, definition } = plugin;
  const tapOf = (hook: HookName) => ({
    tap(reason: string | TapOptions, handler: (event: never) => unknown) {
      if (shapes[hook].kind === "gate" && !guards.has(hook as GateName)) {
        // It means to guard and cannot: from here on the gate is closed in its name
        guards.add(hook as GateName);
        throw KernelError.GUARD_UNDECLARED(name, hook);
      }
      return scope.lend(engine.tap(hook, owner, reason, handler));
    },
  });
  const state = path.join(home, "plugins", name);
  return {
    name,
    options,
    services: Object.fromEntries(Object.entries((definition.needs ?? {}) as Needs).map(([key, token]) => [key, house.resolve(token, name)])) as Resolved<Needs>,
    hooks: Object.fromEntries(Object.keys(shapes).map((hook) => [hook, tapOf(hook as HookName)])) as unknown as ScopedHooks<Hooks>,
    contribute: (to, value) => scope.lend(contributions.add(to, plugin, owner.position, value)),
    contributions(from) {
      const collection = contributions.read(from);
      const tell = (listener: () => void) => engine.runAs(name, async () => listener()).catch((error) => house.report(name, undefined, asError(error)));
      return { ...collection, onChange: (listener) => scope.lend(collection.onChange(() => void tell(listener))) };
    },
    own: scope.own,
    defer: scope.defer,
    background(reason, task) {
      const work = (signal: AbortSignal) => engine.runAs(name, () => task(signal));
      const loop = createLoop(work, clock, (error) => house.report(name, reason, error));
      loops.add(loop);
      if (house.running() && !owner.paused) loop.begin();
      return scope.own({
        async [Symbol.asyncDispose]() {
          loops.delete(loop);
          await loop.end();
        },
      });
    },
    log: house.logFor(name),
    clock,
    signal: scope.signal,
    paths: {
      project,
      home,
      get state() {
        mkdirSync(state, { recursive: true, mode: 0o700 });
        return state;
      },
    },
  };
}
