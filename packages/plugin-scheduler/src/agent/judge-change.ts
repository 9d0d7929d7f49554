import type { JobDefinition } from "../contract.ts";

/** `recurring`: the owner is asked about what repeats, runs a command or reaches further; `always`: about each change; `never`: about none. */
export type AgentAsks = "recurring" | "always" | "never";

/** Everything that a yes is about; what is switched off does nothing. */
function substanceOf({ tags: _, origin: __, agent: ___, enabled, ...rest }: JobDefinition): unknown {
  return enabled ? { enabled, ...rest } : rest;
}

/** The same whatever the order of its keys. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** Whether a change leaves alone what a yes was about, or only switches it off. */
function isHarmless(former: JobDefinition, next: JobDefinition): boolean {
  if (canonical(substanceOf(former)) === canonical(substanceOf(next))) return true;
  return !next.enabled && canonical(substanceOf({ ...former, enabled: false })) === canonical(substanceOf(next));
}

/** Why an agent's change needs the owner's yes, as parts of a sentence; empty when it needs none. `former`: the job as it is. */
export function reasonsToAsk(
  next: JobDefinition,
  former: JobDefinition | undefined,
  { agentAsks: asks, maxCostUsd: most }: { readonly agentAsks: AgentAsks; readonly maxCostUsd: number },
): readonly string[] {
  if (asks === "never") return [];
  if (asks === "always") return ["every change by an agent does"];
  if (former !== undefined && isHarmless(former, next)) return [];
  const { schedule, execute, gate, priority, grounding, maxCostUsd, topic } = next;
  return [
    ...(schedule.kind === "at" ? [] : ["it runs again and again"]),
    ...(execute?.type === "script" ? ["it runs a command"] : []),
    ...(gate === undefined || gate.startsWith("@") ? [] : ["its gate is a command"]),
    ...(grounding === undefined || grounding.contextFiles.length === 0 ? [] : ["it is given files"]),
    ...(topic === undefined ? [] : ["it opens a topic of its own"]),
    ...(priority === "critical" || priority === "high" ? ["it goes before other work"] : []),
    ...(maxCostUsd === undefined || maxCostUsd <= most ? [] : [`a run of it may cost ${maxCostUsd} US dollars`]),
  ];
}

/** How many moments are looked at: an hour of minutes, and the turn of the hour, show in far fewer. */
export const momentsLookedAt = 300;

/** The shortest pause between moments, in ms; undefined when there are fewer than two. */
export function shortestPause(moments: readonly number[]): number | undefined {
  let shortest: number | undefined;
  for (const [index, at] of moments.entries()) {
    const before = moments[index - 1];
    if (before !== undefined && (shortest === undefined || at - before < shortest)) shortest = at - before;
  }
  return shortest;
}

/** Whether a job counts among those that agents may keep: one whose only moment is over does not. */
export const isKept = ({ schedule }: JobDefinition, now: number): boolean => schedule.kind !== "at" || schedule.at > now;
