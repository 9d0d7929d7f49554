import type { ItemTopic } from "./shapes.ts";

const minuteMs = 60_000;
const longestPauseMs = 60 * minuteMs;
const mostTries = 12;

/** How often the closing of a topic has failed, and when it last did. */
export interface Failures {
  readonly count: number;
  readonly at: number;
}

export interface ClosingPlan {
  readonly close: readonly ItemTopic[];
  /** Those that nobody can close: they stay as they are. */
  readonly giveUp: readonly ItemTopic[];
  /** When to look again; absent when nothing waits. */
  readonly nextAt?: number;
}

/** Which topics of what is done are closed now; one that could not be is tried again with growing pauses, for some hours. */
export function planClosings(over: readonly ItemTopic[], failed: ReadonlyMap<string, Failures>, now: number): ClosingPlan {
  const dueAt = ({ id }: ItemTopic) => {
    const failures = failed.get(id);
    return failures === undefined || failures.at > now ? now : failures.at + Math.min(minuteMs * 2 ** (failures.count - 1), longestPauseMs);
  };
  const isHopeless = ({ id }: ItemTopic) => (failed.get(id)?.count ?? 0) >= mostTries;
  const rest = over.filter((topic) => !isHopeless(topic));
  const later = rest.map(dueAt).filter((at) => at > now);
  return {
    close: rest.filter((topic) => dueAt(topic) <= now),
    giveUp: over.filter(isHopeless),
    ...(later.length > 0 && { nextAt: Math.min(...later) }),
  };
}
