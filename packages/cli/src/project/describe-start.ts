import type { ProbedStatus } from "./probe-agent.ts";

export interface StartReport {
  readonly warnings: readonly string[];
  /** What to do now. */
  readonly next: string;
}

/** What the person should know at once, though the agent was started. */
export function describeStart(status: ProbedStatus): StartReport {
  if (!status.running) return { warnings: [], next: "It is busy: ask again with `instar status`." };
  const { failed = [], guards = [], driver } = status;
  const warnings = failed.map(({ plugin, error }) => `The plugin ${plugin} is not up: ${error}`);
  if (driver === undefined) warnings.push("No agent is configured, so nobody answers: add claude() or offline() to the plugins in the config.");
  else if (driver !== "offline" && guards.length === 0) warnings.push("No plugin guards preToolUse, so nothing stands between the agent and its tools.");
  return { warnings, next: "Talk to it with `instar chat`." };
}
