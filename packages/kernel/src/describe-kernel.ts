import { InstarError } from "./errors.ts";
import type { HookDescription } from "./hooks/create-hooks.ts";
import { providedBy } from "./plan-boot.ts";
import type { Seat } from "./plugin-context.ts";
import type { Needs } from "./token.ts";

export type KernelPhase = "created" | "set-up" | "running" | "stopped";

export interface PluginDescription {
  readonly name: string;
  readonly state: "waiting" | "up" | "failed" | "stopped";
  readonly provides?: string;
  /** Service ids; an optional one ends in `?`. */
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly setupMs?: number;
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

export function describePlugin({ plugin, guards, state, setupMs, error }: Seat, redact: (text: string) => string): PluginDescription {
  const provides = providedBy(plugin)?.id;
  return {
    name: plugin.name,
    state,
    ...(provides === undefined ? {} : { provides }),
    needs: Object.values((plugin.definition.needs ?? {}) as Needs).map((token) => (token.kind === "optional" ? `${token.token.id}?` : token.id)),
    guards: [...guards],
    ...(setupMs === undefined ? {} : { setupMs }),
    ...(error === undefined ? {} : { error: redact(error.message) }),
    ...(InstarError.is(error) && error.hint !== undefined ? { hint: redact(error.hint) } : {}),
  };
}
