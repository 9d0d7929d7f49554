import type { AgentsStopped, PauseState } from "../contract.ts";

export const many = (count: number, one: string, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;

/** What came of it, for the owner. */
export function describeStopped({ working, left, jobs, dropped, elapsedMs }: AgentsStopped): string {
  if (working + jobs + dropped === 0) return "Nothing was running, and nothing waited.";
  const ended = [...(working > 0 ? [`${many(working, "agent")} at work`] : []), ...(jobs > 0 ? [many(jobs, "run of a job", "runs of jobs")] : [])];
  const first = ended.length === 0 ? "Nothing was running." : `Stopped ${ended.join(" and ")} in ${(elapsedMs / 1_000).toFixed(1)} s.`;
  return [
    first,
    ...(dropped > 0 ? [`${many(dropped, "waiting message")} dropped.`] : []),
    ...(left > 0
      ? [`${many(left, "agent")} had not ended by then and ${left === 1 ? "is" : "are"} being ended by force; \`instar session list\` shows them.`]
      : []),
  ].join(" ");
}

/** `the owner (telegram:42)`, `the owner in a terminal`. */
const whose = (by: string | undefined) => (by === undefined || by === "terminal" ? "the owner in a terminal" : `the owner (${by})`);

/** Told to agents, jobs and people while it is paused. */
export const pausedSentence = ({ by }: Pick<PauseState, "by">): string => `Everything is paused by ${whose(by)} until it is resumed.`;

export function describePaused(state: PauseState, isNew: boolean, interrupted: number): string {
  if (!isNew) return `${pausedSentence(state)} It was paused already; \`resume\` ends it.`;
  return `Paused${interrupted === 0 ? "" : `, and ${many(interrupted, "turn")} interrupted`}. Messages wait, and nothing begins until you say \`resume\`.`;
}

export const describeResumed = (was: boolean, taken: number): string =>
  was ? `Resumed.${taken === 0 ? "" : ` ${many(taken, "message")} that waited ${taken === 1 ? "begins" : "begin"} now.`}` : "Nothing was paused.";
