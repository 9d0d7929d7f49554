import path from "node:path";
import type { Loop } from "./background.ts";
import { blameStack } from "./blame.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Approvals } from "./contracts/approvals.ts";
import { Lifecycle } from "./contracts/lifecycle.ts";
import { createContributions } from "./contributions.ts";
import type { Config } from "./define-config.ts";
import { describePlugin, type KernelDescription, type KernelPhase } from "./describe-kernel.ts";
import { asError, attribute, InstarError } from "./errors.ts";
import { createHooks } from "./hooks/create-hooks.ts";
import { Stage } from "./hooks/kinds.ts";
import type { Hooks } from "./hooks/lifecycle.ts";
import type { Tracer } from "./hooks/run-tap.ts";
import { deny } from "./hooks/verdict.ts";
import { KernelError } from "./kernel-errors.ts";
import { createLifecycle } from "./lifecycle-service.ts";
import { createLog } from "./log.ts";
import { readOptions, type Secrets } from "./options.ts";
import { neededFor, planBoot, providedBy } from "./plan-boot.ts";
import type { Contributions, Logger, Plugin } from "./plugin.ts";
import { createContext, type House, type Seat } from "./plugin-context.ts";
import { createRedactor } from "./redact.ts";
import { createScope } from "./scope.ts";
import { type AnyService, type Needs, type Point, type ScopedService, type Service, serviceOf } from "./token.ts";

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
  /** Asked after every tap who wants to hear of it; costs nothing noticeable while nobody does. */
  readonly tracer?: Tracer;
}

export interface Kernel extends AsyncDisposable {
  /** Real tapable hooks, for embedders. */
  readonly hooks: Hooks;
  readonly phase: KernelPhase;
  /**
   * Sorts by `needs`, validates every option, runs `setup`. With `only`, just the plugins those services require. Rejects with
   * KERNEL_CONFIG_INVALID naming every mistake. A plugin whose set-up fails is that plugin's failure: it and whoever needs it
   * stay out, `describe()` says why, and where it guards, its tombstone denies.
   */
  setup(only?: readonly AnyService[]): Promise<void>;
  start(): Promise<void>;
  /** Idempotent. Runs `stop`, then disposes plugins in reverse; collects every failure into one AggregateError. */
  stop(reason: string): Promise<void>;
  /** Throws KERNEL_NO_SERVICE. */
  service<T>(token: Service<T>): T;
  contributions<T>(to: Point<T>): Contributions<T>;
  /**
   * Passes a plugin over until `resume`: its gates deny in its name, pipelines that hold on errors hold, its other taps are skipped
   * and its background loops stopped. Its own timers and its service go on. False: it is not up, so it cannot be paused.
   */
  pause(plugin: string, why: string): boolean;
  /** False: it was neither paused nor up. */
  resume(plugin: string): boolean;
  /**
   * Whose failure this is: the plugin whose code the stack goes through, in whose time this is called, or else that the error names. Ask in
   * the process's own handlers, which run in the time of whoever failed.
   */
  blame(error: unknown): string | undefined;
  /** For uncaught exceptions and unhandled rejections: reported as the failure of the plugin to `blame`, which is returned. */
  uncaught(error: unknown): string | undefined;
  describe(): KernelDescription;
  /** Removes every secret that was ever resolved from text. */
  redact(text: string): string;
}

const aborted = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

/** Builds a house from a config. Nothing runs before `setup`; two kernels in one process share nothing. */
export function createKernel(config: Config, host: KernelHost = {}): Kernel {
  const clock = host.clock ?? systemClock;
  const project = path.resolve(host.project ?? process.cwd());
  const redactor = createRedactor();
  const log = createLog(host.log, redactor, {});
  const secrets: Secrets = (name) => {
    const secret = host.secrets?.(name) || host.env?.[name] || undefined;
    if (secret) redactor.remember(secret);
    return secret;
  };

  let phase: KernelPhase = "created";
  let seats: readonly Seat[] = [];
  let started = false;
  let stopping: Promise<void> | undefined;
  let settingUp: Promise<void> | undefined;
  let interrupt: (error: Error) => void = () => undefined;
  let askOwner: Approvals["request"] | undefined;
  const services = new Map<string, { value: unknown; plugin: string; scoped?: boolean }>();
  const stopErrors: Error[] = [];

  const seatOf = (plugin: string | undefined) => seats.find((seat) => seat.plugin.name === plugin);

  function report(plugin: string, hook: string | undefined, error: Error) {
    const where = hook === undefined ? {} : { hook };
    const what = { plugin, ...where, error };
    const seat = seatOf(plugin);
    if (seat) Object.assign(seat, { failures: seat.failures + 1, lastFailure: { at: clock.now(), ...where, message: error.message } });
    // Its own timers may go on failing; everybody was told why it is paused
    if (seat?.state === "paused") return log.debug("A paused plugin failed.", what);
    if (hook === "stop") stopErrors.push(error);
    log.error("A plugin failed.", what);
    if (hook !== "pluginError") lifecycle.note("pluginError", what);
  }
  const engine = createHooks({ clock, report, tracer: host.tracer });
  const lifecycle = createLifecycle({
    engine,
    closed: () => (phase === "created" || phase === "stopped" ? `The house is not up (${phase}), so nothing passes.` : undefined),
    approvals: () => askOwner,
    report: (hook, error) => report("kernel", hook, error),
    guards: (gate) => seats.filter(({ guards }) => guards.has(gate)).map(({ plugin }) => plugin.name),
  });
  services.set(Lifecycle.id, { value: lifecycle, plugin: "kernel" });
  const contributions = createContributions((error) => report("kernel", undefined, asError(error)));

  function resolve(token: Needs[string], consumer: string): unknown {
    const wanted = serviceOf(token);
    const found = services.get(wanted.id);
    // The provider's token says whether each consumer gets its own: one that says so of itself could take another's
    if (found) return found.scoped ? (found.value as (consumer: string) => unknown)(consumer) : found.value;
    if (token.kind === "optional") return undefined;
    const provider = seats.find(({ plugin }) => providedBy(plugin)?.id === wanted.id);
    throw KernelError.NO_SERVICE(
      wanted.id,
      provider ? `${provider.plugin.name}, which provides it, is ${provider.state}` : "no plugin in the config provides it",
    );
  }
  const home = path.resolve(project, config.home ?? ".instar");
  const running = () => phase === "running";
  const logFor = (plugin: string) => createLog(host.log, redactor, { plugin });
  const house: House = { clock, engine, contributions, project, home, running, logFor, report, resolve };

  /** Denies in a guard's name until `lowerTombstones`. */
  const raiseTombstones = ({ plugin, owner, guards }: Seat, why: string) =>
    [...guards].map((gate) =>
      engine.tap(gate, { ...owner, paused: undefined }, { name: "be in place", stage: Stage.first }, () =>
        deny(`The guard ${plugin.name} is configured but not in place (${redactor.redactText(why)}), so nothing passes it.`),
      ),
    );
  function mark(seat: Seat, state: Seat["state"], error?: Error) {
    const former = seat.tombstones;
    seat.state = state;
    seat.error = error;
    seat.owner.paused = state === "paused" ? error?.message : undefined;
    seat.tombstones = state === "up" ? [] : raiseTombstones(seat, [state, ...(error ? [error.message] : [])].join(": "));
    for (const tombstone of former) tombstone[Symbol.dispose]();
    if (state === "up" && running()) for (const loop of seat.loops) loop.begin();
    if (state === "paused") for (const loop of seat.loops) void loop.end();
  }
  function turn(plugin: string, from: Seat["state"], to: Seat["state"], why?: Error): boolean {
    const seat = seatOf(plugin);
    if (seat?.state === from) mark(seat, to, why);
    return seat?.state === to;
  }

  async function setUp(seat: Seat, options: unknown) {
    const { plugin, scope } = seat;
    const { name, definition } = plugin;
    const began = clock.now();
    const late = new AbortController();
    interrupt = (error) => late.abort(error);
    const slow = clock.after(slowSetupMs, () => log.warn("A plugin is slow to set up.", { plugin: name, waitedMs: slowSetupMs }));
    const limit = clock.after(setupTimeoutMs, () => interrupt(KernelError.SETUP_LATE(name, setupTimeoutMs)));
    try {
      const context = createContext(seat, options, house);
      const value = await Promise.race([engine.runAs(name, async () => definition.setup(context)), aborted(late.signal)]);
      const provides = providedBy(plugin);
      const undeclared = [...seat.guards].find((gate) => !definition.guards?.includes(gate));
      if (undeclared) throw KernelError.GUARD_UNDECLARED(name, undeclared);
      if (provides && value === undefined) throw KernelError.NOT_PROVIDED(name, provides.id);
      if (provides) services.set(provides.id, { value, plugin: name, scoped: (provides as ScopedService<unknown>).scope === "plugin" });
      // Bound now: a plugin that needs the approvals must not be able to put its own `request` in place of this one
      const approvals = provides?.id === Approvals.id ? (resolve(Approvals, "kernel") as Approvals) : undefined;
      if (approvals) askOwner = approvals.request.bind(approvals);
      seat.setupMs = clock.now() - began;
      mark(seat, "up");
    } catch (thrown) {
      const error = attribute(thrown, name, undefined, (why, cause) => KernelError.SETUP_FAILED(name, why, cause));
      mark(seat, "failed", error);
      for (const problem of [error, ...(await scope.dispose(error.message))]) report(name, undefined, problem);
    } finally {
      slow[Symbol.dispose]();
      limit[Symbol.dispose]();
    }
  }

  async function setUpAll(only?: readonly AnyService[]) {
    const plan = planBoot(config, new Set([Lifecycle.id]), host.suggest);
    const chosen = new Set(only ? neededFor(only, plan) : plan.order);
    const problems = [...plan.problems];
    const options = new Map<Plugin, unknown>();
    for (const plugin of only ? chosen : plan.plugins) {
      const read = await readOptions(plugin, secrets);
      problems.push(...read.problems);
      options.set(plugin, read.options);
    }
    if (problems.length > 0) throw KernelError.CONFIG_INVALID(problems.map((problem) => ({ ...problem, what: redactor.redactText(problem.what) })));
    seats = plan.order.map((plugin, bootPosition) => {
      const owner = { plugin: plugin.name, position: plan.plugins.indexOf(plugin), bootPosition, tapsRun: 0, busyMs: 0 };
      const guards = new Set(plugin.definition.guards);
      return { plugin, owner, scope: createScope(), loops: new Set<Loop>(), guards, tombstones: [], state: "waiting", failures: 0 };
    });
    for (const seat of seats) mark(seat, "waiting");
    for (const seat of seats) if (chosen.has(seat.plugin) && !stopping) await setUp(seat, options.get(seat.plugin));
    if (!stopping) phase = "set-up";
  }

  async function startAll() {
    expect("set-up", "start");
    const began = clock.now();
    started = true;
    await engine.hooks.start.promise({ reason: "boot" });
    if (stopping) return;
    phase = "running";
    for (const { loops, state } of seats) if (state === "up") for (const loop of loops) loop.begin();
    lifecycle.note("ready", { bootMs: clock.now() - began });
  }

  async function stopAll(reason: string) {
    interrupt(new Error(reason));
    await settingUp?.catch(() => undefined); // whoever called setup hears of it
    if (started) await engine.hooks.stop.promise({ reason, graceMs: stopGraceMs }).catch((error) => stopErrors.push(asError(error)));
    for (const seat of seats.toReversed()) {
      const { name } = seat.plugin;
      if (seat.state !== "failed") mark(seat, "stopped");
      const disposed = seat.scope.dispose(reason);
      const late = new AbortController();
      const limit = clock.after(stopGraceMs, () => late.abort(KernelError.STOP_LATE(name, stopGraceMs)));
      stopErrors.push(...(await Promise.race([disposed, aborted(late.signal)]).catch((error) => [error as Error])));
      limit[Symbol.dispose]();
    }
    phase = "stopped";
    services.clear();
    if (stopErrors.length > 0) throw new AggregateError(stopErrors, KernelError.STOP_FAILED(stopErrors.length).message);
  }

  function expect(wanted: KernelPhase, what: string) {
    if (phase !== wanted || stopping) throw KernelError.WRONG_PHASE(what, stopping && phase !== "stopped" ? "stopping" : phase);
  }

  const kernel: Kernel = {
    hooks: engine.hooks,
    get phase() {
      return phase;
    },
    async setup(only) {
      expect("created", "be set up");
      settingUp = setUpAll(only);
      await settingUp;
    },
    start: startAll,
    stop: (reason) => (stopping ??= stopAll(reason)),
    service: <T>(token: Service<T>) => resolve(token, "host") as T,
    contributions: contributions.read,
    pause: (plugin, why) => turn(plugin, "up", "paused", new Error(why)),
    resume: (plugin) => turn(plugin, "paused", "up"),
    blame(error) {
      const during = seatOf(engine.current())?.plugin;
      const through = blameStack(
        asError(error).stack ?? "",
        seats.map(({ plugin }) => plugin),
      );
      // A contributed part fails in the time of who reads it: its own fault. A service fails in the time of who uses it: then the user's.
      const used = during && through && Object.values(during.definition.needs as Needs).some((token) => serviceOf(token).id === providedBy(through)?.id);
      // What the error itself says counts last: whoever throws it may write anything there
      return (used ? during : (through ?? during ?? seatOf(InstarError.is(error) ? error.plugin : undefined)?.plugin))?.name;
    },
    uncaught(error) {
      const plugin = kernel.blame(error);
      if (plugin)
        report(
          plugin,
          undefined,
          attribute(error, plugin, undefined, (why, cause) => KernelError.UNCAUGHT(plugin, why, cause)),
        );
      return plugin;
    },
    describe: () => ({
      name: config.name,
      phase,
      plugins: seats.map((seat) => describePlugin(seat, redactor.redactText)),
      services: Object.fromEntries([...services].map(([id, { plugin }]) => [id, plugin])),
      points: contributions.describe(),
      hooks: engine.describe(),
    }),
    redact: redactor.redactText,
    [Symbol.asyncDispose]: () => kernel.stop("The kernel was disposed."),
  };
  return kernel;
}
