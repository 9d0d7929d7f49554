import { mkdirSync } from "node:fs";
import path from "node:path";
import { startBackground } from "./background.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Approvals } from "./contracts/approvals.ts";
import { Lifecycle } from "./contracts/lifecycle.ts";
import { createContributions } from "./contributions.ts";
import type { Config } from "./define-config.ts";
import { InstarError } from "./errors.ts";
import { createHooks, type TapOwner } from "./hooks/create-hooks.ts";
import type { TapOptions } from "./hooks/kinds.ts";
import { Stage } from "./hooks/kinds.ts";
import type { HookName, Hooks } from "./hooks/lifecycle.ts";
import { shapes } from "./hooks/policy.ts";
import { deny } from "./hooks/verdict.ts";
import { KernelError } from "./kernel-errors.ts";
import { createLifecycle } from "./lifecycle-service.ts";
import { createLog, silentLog } from "./log.ts";
import { readOptions, type Secrets } from "./options.ts";
import { neededFor, planBoot, providedBy } from "./plan-boot.ts";
import type { Contributions, Logger, Plugin, PluginContext } from "./plugin.ts";
import { createRedactor } from "./redact.ts";
import { createScope, type Scope } from "./scope.ts";
import type { Needs, Point, ScopedService, Service } from "./token.ts";

const slowSetupMs = 3_000;
const setupTimeoutMs = 30_000;
const stopGraceMs = 10_000;

/** What the kernel gets from whoever runs it. Everything has a default that suits a test. */
export interface KernelHost {
  readonly clock?: Clock;
  /** Receives every line, secrets already removed. */
  readonly log?: Logger;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The secret store; asked before `env`. */
  readonly secrets?: Secrets;
  /** The agent's folder, default the working directory. */
  readonly project?: string;
  /** A package that provides a service, for the message when it is missing. */
  readonly suggest?: (service: string) => string | undefined;
}

export type KernelPhase = "created" | "set-up" | "running" | "stopped";

export interface Kernel extends AsyncDisposable {
  /** Real tapable hooks, for embedders. */
  readonly hooks: Hooks;
  readonly phase: KernelPhase;
  /**
   * Sorts by `needs`, validates every option, runs `setup`. With `only`, just the plugins those services require. Rejects with
   * KERNEL_CONFIG_INVALID naming every mistake. A plugin whose set-up fails is that plugin's failure: it and whoever needs it
   * stay out, `describe()` says why, and where it guards, its tombstone denies.
   */
  setup(only?: readonly Service<unknown>[]): Promise<void>;
  start(): Promise<void>;
  /** Idempotent. Runs `stop`, then disposes plugins in reverse; collects every failure into one AggregateError. */
  stop(reason: string): Promise<void>;
  service<T>(token: Service<T>): T;
  contributions<T>(to: Point<T>): Contributions<T>;
  /** Plugins in boot order, services, points, every tap of every hook. */
  describe(): KernelDescription;
  /** Removes every secret that was ever resolved from text. */
  redact(text: string): string;
}

export interface PluginDescription {
  readonly name: string;
  readonly state: "waiting" | "up" | "failed" | "stopped";
  readonly provides?: string;
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly setupMs?: number;
  readonly error?: string;
}

export interface KernelDescription {
  readonly name: string;
  readonly phase: KernelPhase;
  readonly plugins: readonly PluginDescription[];
  readonly services: Readonly<Record<string, string>>;
  readonly points: Readonly<Record<string, readonly string[]>>;
  readonly hooks: Readonly<Record<string, { readonly kind: string; readonly taps: readonly { readonly plugin: string; readonly reason: string; readonly stage: number }[] }>>;
}

interface Seat {
  readonly plugin: Plugin;
  readonly owner: TapOwner;
  readonly scope: Scope;
  readonly loops: (() => void)[];
  state: PluginDescription["state"];
  setupMs?: number;
  error?: Error;
}

const isScoped = (token: object) => (token as ScopedService<unknown>).scope === "plugin";
const aborted = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** Builds a house from a config. Nothing runs before `setup`; two kernels in one process share nothing. */
export function createKernel(config: Config, host: KernelHost = {}): Kernel {
  const clock = host.clock ?? systemClock;
  const project = path.resolve(host.project ?? process.cwd());
  const home = path.resolve(project, config.home ?? ".instar");
  const redactor = createRedactor();
  const log = createLog(host.log ?? silentLog, redactor, {});
  const secrets: Secrets = (name) => {
    const secret = host.secrets?.(name) ?? host.env?.[name];
    if (secret !== undefined) redactor.remember(secret);
    return secret;
  };

  let phase: KernelPhase = "created";
  let seats: Seat[] = [];
  let stopping: Promise<void> | undefined;
  const services = new Map<string, { value: unknown; plugin: string }>();
  const contributions = createContributions();

  const stopErrors: Error[] = [];
  const report = (plugin: string, hook: string | undefined, error: Error) => {
    if (hook === "stop") stopErrors.push(error);
    log.error("A plugin failed.", { plugin, ...(hook ? { hook } : {}), error });
    if (hook !== "pluginError") lifecycle.note("pluginError", { plugin, ...(hook ? { hook } : {}), error });
  };
  const engine = createHooks({ clock, report });
  const lifecycle = createLifecycle(engine, () => services.get(Approvals.id)?.value as Approvals | undefined, (hook, error) => report("kernel", hook, error));
  services.set(Lifecycle.id, { value: lifecycle, plugin: "kernel" });

  function resolve(token: Needs[string], consumer: string): unknown {
    const service = token.kind === "optional" ? token.token : token;
    const found = services.get(service.id);
    if (!found) {
      if (token.kind === "optional") return undefined;
      const failed = seats.find((seat) => providedBy(seat.plugin)?.id === service.id);
      throw KernelError.NO_SERVICE(service.id, failed ? `${failed.plugin.name}, which provides it, is ${failed.state}` : "no plugin in the config provides it");
    }
    return isScoped(service) ? (found.value as (consumer: string) => unknown)(consumer) : found.value;
  }

  /** Denies in a guard's name whenever that guard is not up. */
  function raiseTombstones(seat: Seat) {
    for (const gate of seat.plugin.definition.guards ?? [])
      engine.tap(gate, seat.owner, { name: "be in place", stage: Stage.first * 10 }, () =>
        seat.state === "up" ? undefined : deny(`The guard ${seat.plugin.name} is configured but not in place (${seat.error ? redactor.redactText(seat.error.message) : seat.state}), so nothing passes it.`),
      );
  }

  function contextFor(seat: Seat, options: unknown): PluginContext<unknown, Needs> {
    const { plugin, owner, scope } = seat;
    const needs = Object.entries((plugin.definition.needs ?? {}) as Needs);
    const guards: readonly string[] = plugin.definition.guards ?? [];
    const tapOf = (name: HookName) => ({
      tap(reason: string | TapOptions, handler: (event: never) => unknown) {
        if (shapes[name].kind === "gate" && !guards.includes(name)) throw KernelError.GUARD_UNDECLARED(plugin.name, name);
        return scope.lend(engine.tap(name, owner, reason, handler));
      },
    });
    let state: string | undefined;
    return {
      name: plugin.name,
      options,
      services: Object.freeze(Object.fromEntries(needs.map(([key, token]) => [key, resolve(token, plugin.name)]))) as PluginContext<unknown, Needs>["services"],
      hooks: Object.freeze(Object.fromEntries(Object.keys(shapes).map((name) => [name, tapOf(name as HookName)]))) as unknown as PluginContext<unknown, Needs>["hooks"],
      contribute: (to, value) => scope.lend(contributions.add(to, plugin.name, owner.position, value)),
      contributions: (to) => contributions.read(to),
      own: scope.own,
      defer: scope.defer,
      background(reason, task) {
        let loop: AsyncDisposable | undefined;
        let over = false;
        const begin = () => {
          if (!over) loop = startBackground({ task, clock, failed: (error) => report(plugin.name, reason, error) });
        };
        if (phase === "running") begin();
        else seat.loops.push(begin);
        return scope.own({
          async [Symbol.asyncDispose]() {
            over = true;
            await loop?.[Symbol.asyncDispose]();
          },
        });
      },
      log: createLog(host.log ?? silentLog, redactor, { plugin: plugin.name }),
      clock,
      signal: scope.signal,
      paths: {
        project,
        home,
        get state() {
          if (!state) mkdirSync((state = path.join(home, "plugins", plugin.name)), { recursive: true, mode: 0o700 });
          return state;
        },
      },
    };
  }

  async function setUp(seat: Seat, options: unknown) {
    const { plugin } = seat;
    const began = clock.now();
    using slow = clock.after(slowSetupMs, () => log.warn("A plugin is slow to set up.", { plugin: plugin.name, waitedMs: slowSetupMs }));
    void slow;
    const late = new AbortController();
    using limit = clock.after(setupTimeoutMs, () => late.abort(KernelError.SETUP_LATE(plugin.name, setupTimeoutMs)));
    void limit;
    try {
      const value = await Promise.race([(async () => plugin.definition.setup(contextFor(seat, options)))(), aborted(late.signal)]);
      const provides = providedBy(plugin);
      if (provides && value === undefined) throw KernelError.NOT_PROVIDED(plugin.name, provides.id);
      if (provides) services.set(provides.id, { value, plugin: plugin.name });
      seat.state = "up";
      seat.setupMs = clock.now() - began;
    } catch (thrown) {
      const error = InstarError.is(thrown) ? thrown : KernelError.SETUP_FAILED(plugin.name, asError(thrown).message, { cause: thrown });
      error.plugin ??= plugin.name;
      seat.state = "failed";
      seat.error = error;
      const left = await seat.scope.dispose(`${plugin.name} failed in set-up`);
      for (const problem of [error, ...left]) report(plugin.name, undefined, problem);
    }
  }

  const kernel: Kernel = {
    hooks: engine.hooks,
    get phase() {
      return phase;
    },
    async setup(only) {
      if (phase !== "created") throw KernelError.WRONG_PHASE("be set up", phase);
      const plan = planBoot(config, new Set([Lifecycle.id]), host.suggest);
      const chosen = only ? neededFor(only, plan.order) : plan.order;
      const problems = [...plan.problems];
      const options = new Map<Plugin, unknown>();
      for (const plugin of only ? chosen : plan.plugins) {
        const read = await readOptions(plugin, secrets);
        problems.push(...read.problems);
        options.set(plugin, read.options);
      }
      if (problems.length > 0) throw KernelError.CONFIG_INVALID(problems.map(({ where, what, fix }) => ({ where, what: redactor.redactText(what), ...(fix ? { fix } : {}) })));
      seats = chosen.map((plugin, bootPosition) => ({
        plugin,
        owner: { plugin: plugin.name, position: plan.plugins.indexOf(plugin), bootPosition },
        scope: createScope(),
        loops: [],
        state: "waiting",
      }));
      seats.forEach(raiseTombstones);
      for (const seat of seats) await setUp(seat, options.get(seat.plugin));
      phase = "set-up";
    },
    async start() {
      if (phase !== "set-up") throw KernelError.WRONG_PHASE("start", phase);
      const began = clock.now();
      await engine.hooks.start.promise({ reason: "boot" });
      phase = "running";
      for (const seat of seats) for (const begin of seat.loops.splice(0)) begin();
      lifecycle.note("ready", { bootMs: clock.now() - began });
    },
    stop(reason) {
      stopping ??= (async () => {
        if (phase === "running") await engine.hooks.stop.promise({ reason, graceMs: stopGraceMs }).catch((error) => stopErrors.push(asError(error)));
        const errors = stopErrors;
        for (const seat of seats.toReversed()) {
          seat.state = seat.state === "failed" ? "failed" : "stopped";
          errors.push(...(await seat.scope.dispose(reason)));
        }
        phase = "stopped";
        if (errors.length > 0) throw new AggregateError(errors, KernelError.STOP_FAILED(errors.length).message);
      })();
      return stopping;
    },
    service: (token) => resolve(token as unknown as Needs[string], "host") as never,
    contributions: (to) => contributions.read(to),
    describe: () => ({
      name: config.name,
      phase,
      plugins: seats.map(({ plugin, state, setupMs, error }) => ({
        name: plugin.name,
        state,
        ...(providedBy(plugin) ? { provides: providedBy(plugin)?.id as string } : {}),
        needs: Object.values((plugin.definition.needs ?? {}) as Needs).map((token) => (token.kind === "optional" ? `${token.token.id}?` : token.id)),
        guards: plugin.definition.guards ?? [],
        ...(setupMs === undefined ? {} : { setupMs }),
        ...(error ? { error: redactor.redactText(error.message) } : {}),
      })),
      services: Object.fromEntries([...services].map(([id, { plugin }]) => [id, plugin])),
      points: contributions.describe(),
      hooks: engine.describe(),
    }),
    redact: redactor.redactText,
    async [Symbol.asyncDispose]() {
      await kernel.stop("The kernel was disposed.");
    },
  };
  return kernel;
}
