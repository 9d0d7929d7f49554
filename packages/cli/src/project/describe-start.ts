import { withHint } from "../with-hint.ts";
import type { ProbedStatus } from "./probe-agent.ts";

export interface StartReport {
  readonly warnings: readonly string[];
  /** What to do now. */
  readonly next: string;
}

/** The house looks after itself: that is no guard for anything else of the person's. */
const houseGuard = "access";

/** Whether nobody looks at what the agent does beyond the house's own things. */
export const isLeftToItself = (guards: readonly string[]): boolean => guards.every((name) => name === houseGuard);

const leftToItself = (guards: readonly string[]): string =>
  guards.length === 0
    ? "No plugin guards preToolUse, so nothing stands between the agent and its tools."
    : "Only what decides over the agent is guarded (.instar, its config and commands): nothing else stands between the agent and its tools.";

/** What the person should know at once, though the agent was started. */
export function describeStart(status: ProbedStatus): StartReport {
  if (!status.running) return { warnings: [], next: "It is busy: ask again with `instar status`." };
  const { failed = [], guards = [], driver } = status;
  const warnings = failed.map(({ plugin, error, hint }) => `The plugin ${plugin} is not up: ${withHint(error, hint)}`);
  if (driver === undefined) warnings.push("No agent is configured, so nobody answers: add claude() or offline() to the plugins in the config.");
  else if (driver !== "offline" && isLeftToItself(guards)) warnings.push(leftToItself(guards));
  return { warnings, next: "Talk to it with `instar chat`." };
}
