export { type Clock, systemClock } from "./clock.ts";
export { type Config, type ConfigEnv, defineConfig, env, type IsolatedEntry, type IsolationLimits, isolated, type PluginEntry } from "./define-config.ts";
export type { KernelDescription, KernelPhase, PluginDescription } from "./describe-kernel.ts";
export { defineErrors, type ErrorCatalogue, InstarError } from "./errors.ts";
export type * from "./hooks/events.ts";
export { type Gate, type Handler, type Notice, type Pipeline, type ScopedHooks, type Series, Stage, type TapExtras, type TapOptions } from "./hooks/kinds.ts";
export type { HookName, Hooks } from "./hooks/lifecycle.ts";
export type { TapRun, Tracer } from "./hooks/run-tap.ts";
export { type Advice, advise, ask, deny, type Held, hold, isHeld, type Objection } from "./hooks/verdict.ts";
export type { Json, MaybePromise } from "./json.ts";
export { createKernel, type Kernel, type KernelHost } from "./kernel.ts";
export {
  type Contribution,
  type Contributions,
  definePlugin,
  type Logger,
  type Plugin,
  type PluginContext,
  type PluginDefinition,
  type PluginFactory,
} from "./plugin.ts";
export {
  type AnyService,
  type Needs,
  type Optional,
  optional,
  type Point,
  point,
  type Resolved,
  type ScopedService,
  type Service,
  scopedService,
  service,
} from "./token.ts";
