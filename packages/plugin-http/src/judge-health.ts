import type { PluginDescription } from "@instar/kernel";
import type { Finding } from "@instar/kernel/contracts";

/** What a health check found, and whose it is. */
export interface CheckResult extends Finding {
  readonly id: string;
  readonly plugin: string;
}

export interface Judgement {
  readonly status: "ok" | "degraded";
  /** Why it is degraded, one sentence each. */
  readonly reasons: readonly string[];
}

const down: ReadonlySet<string> = new Set(["failed", "paused"]);

/** The rule: degraded is a house in which a health check fails, or a plugin has failed or is paused. A warning degrades nothing. */
export function judgeHealth(
  checks: readonly CheckResult[],
  plugins: readonly (Pick<PluginDescription, "name" | "error"> & { readonly state: string })[],
): Judgement {
  const reasons = [
    ...plugins
      .filter(({ state }) => down.has(state))
      .map(({ name, state, error }) => `The plugin ${name} ${state === "paused" ? "is paused" : "has failed"}${error === undefined ? "." : `: ${error}`}`),
    ...checks.filter(({ status }) => status === "fail").map(({ summary }) => summary),
  ];
  return { status: reasons.length === 0 ? "ok" : "degraded", reasons };
}
