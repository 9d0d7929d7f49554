import { InstarError } from "./errors.ts";
import type { HookDescription } from "./hooks/create-hooks.ts";
import { providedBy } from "./plan-boot.ts";
import type { Seat } from "./plugin-context.ts";
import type { Needs } from "./token.ts";

export type KernelPhase = "created" | "set-up" | "running" | "stopped";

export interface PluginDescription {
  readonly name: string;
  /** `failing`: it is up, but a background loop of it fails again and again. */
  readonly state: Seat["state"] | "failing";
  readonly provides?: string;
  /** Service ids; an optional one ends in `?`. */
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly setupMs?: number;
  /** Failures since the boot, and the last one; `at` in epoch ms. */
  readonly failures: number;
  readonly lastFailure?: { readonly at: number; readonly hook?: string; readonly message: string };
  /** How often its taps were run, and how long the house waited for them. */
  readonly tapsRun: number;
  readonly busyMs: number;
  /** Why it is not up, or is failing. */
  readonly error?: string;
  /** What to do about the error. */
  readonly hint?: string;
}

/** Plain data, for people and for tests. */
export interface KernelDescription {
  readonly name: string;
  readonly phase: KernelPhase;
  /** In boot order. */
  readonly plugins: readonly PluginDescription[];
  /** Who provides which service. */
  readonly services: Readonly<Record<string, string>>;
  /** Who contributes to which point. */
  readonly points: Readonly<Record<string, readonly string[]>>;
  readonly hooks: Readonly<Record<string, HookDescription>>;
}

export function describePlugin(
  { plugin, owner, guards, loops, state, setupMs, failures, lastFailure, error }: Seat,
  redact: (text: string) => string,
): PluginDescription {
  const provides = providedBy(plugin)?.id;
  const last = lastFailure && { ...lastFailure, message: redact(lastFailure.message) };
  const failing = state === "up" && [...loops].some((loop) => loop.isFailing());
  const why = failing ? last?.message : error && redact(error.message);
  return {
    name: plugin.name,
    state: failing ? "failing" : state,
    ...(provides === undefined ? {} : { provides }),
    needs: Object.values((plugin.definition.needs ?? {}) as Needs).map((token) => (token.kind === "optional" ? `${token.token.id}?` : token.id)),
    guards: [...guards],
    ...(setupMs === undefined ? {} : { setupMs }),
    failures,
    ...(last === undefined ? {} : { lastFailure: last }),
    tapsRun: owner.tapsRun,
    busyMs: Math.round(owner.busyMs),
    ...(why === undefined ? {} : { error: why }),
    ...(InstarError.is(error) && error.hint !== undefined ? { hint: redact(error.hint) } : {}),
  };
}
