import type { Question } from "@instar/kernel/contracts";

/** A run is not charged with the time in which it waits for the owner, up to this in all: it keeps others from its place. */
export const mostOwnerWaitMs = 30 * 60_000;

/** Ms in which at least one of the questions was open, until `now`. */
export function waitedMs(questions: readonly Question[], now: number): number {
  const spans = questions.map(({ askedAt, endedAt, state, deadlineAt }) => ({
    from: askedAt,
    to: Math.min(now, state === "open" ? deadlineAt : (endedAt ?? deadlineAt)),
  }));
  let total = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return total;
}

/** What the last one that got no answer was about; undefined: each was answered. */
export function unanswered(questions: readonly Question[]): string | undefined {
  const [last] = questions.filter(({ state }) => state !== "yes" && state !== "no").sort((a, b) => b.askedAt - a.askedAt);
  if (last === undefined) return undefined;
  const use = useIn(last.what);
  return `It waited for the owner's yes${use === undefined ? "" : ` to use ${use}`} and none came.`;
}

/** A tool, and the name of what it is given when that is one thing, as the question itself shows it; undefined: it is no tool call. */
function useIn(what: string): string | undefined {
  const [, tool, json] = /^(\S{1,100}) (\{[\s\S]*)$/.exec(what) ?? [];
  if (tool === undefined || json === undefined) return undefined;
  try {
    const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
    return entries.length === 1 && typeof entries[0]?.[1] === "string" ? `${tool} (${entries[0][0]})` : tool;
  } catch {
    // It was cut because it is very long; the tool's name stands in front all the same.
    return tool;
  }
}
