import type { DelegateResult, DelegateStatus, Delegation } from "./contract.ts";
import { showFigure } from "./plan-limits.ts";

const sentences: Readonly<Record<DelegateStatus, string>> = {
  completed: "It is completed.",
  needs_input: "It needs an answer from you.",
  failed: "It failed.",
  cost_exceeded: "It was stopped at its limit of cost.",
  turns_exceeded: "It was stopped at its limit of answers of the model.",
  duration_exceeded: "It was stopped at its limit of time.",
  protected_path: "It was stopped, because it touched a protected path.",
  aborted: "It was aborted.",
};

export const unsafeSentence =
  "Safety is off: cost, answers and time of this delegation are not limited, and no path of its own is protected. The gates of the house stay.";

const used = ({ cost, turns, durationMs }: Pick<DelegateResult, "cost" | "turns" | "durationMs">) =>
  `${showFigure("maxCostUsd", cost)}, ${showFigure("maxTurns", turns)}, ${showFigure("maxDurationMs", durationMs)}`;

function next({ name, status, canContinue }: DelegateResult): readonly string[] {
  const go = `instar delegate continue ${name} "..."`;
  if (status.endsWith("_exceeded"))
    return [`Give it more and go on: ${go} --max-${status === "cost_exceeded" ? "cost" : status === "turns_exceeded" ? "turns" : "duration"} ...`];
  return canContinue ? [`${status === "needs_input" ? "Answer" : "Go on"}: ${go}`] : [];
}

/** A delegation for people. */
export function describeDelegation({ name, preset, state, progress, result }: Delegation): string {
  if (result === undefined) {
    const soFar = progress
      ? ` So far ${showFigure("maxCostUsd", progress.cost)}, ${showFigure("maxTurns", progress.turns)}${progress.toolsUsed.length > 0 ? `, ${progress.toolsUsed.join(", ")}` : ""}.`
      : "";
    return [`${name} (${preset}) is running.${soFar}`, `Wait for it: instar delegate status ${name} --wait 60`].join("\n");
  }
  const lines = [
    ...(result.response === "" ? [] : [result.response, ""]),
    `${name} (${preset}): ${sentences[result.status]}${state === "finished" ? " It is finished." : ""}`,
    ...(result.error === null || result.status === "aborted" ? [] : [result.error]),
    `Used: ${used(result)}${result.toolsUsed.length > 0 ? `; ${result.toolsUsed.join(", ")}` : ""}`,
    ...(result.safety === null ? [unsafeSentence] : []),
    ...(state === "finished" ? [] : next(result)),
  ];
  return lines.join("\n");
}

/** One row of a list. */
export function delegationRow({ name, preset, state, result, task }: Delegation) {
  const status = state === "running" ? "running" : state === "finished" ? `${result?.status ?? "ended"}, finished` : (result?.status ?? "ended");
  const cost = result === undefined ? "" : showFigure("maxCostUsd", result.cost);
  return { name, status, preset, cost, task: task.replaceAll(/\s+/g, " ").slice(0, 80) };
}

/** 0 for what is completed, 4 for a question, 1 for everything else. */
export const exitCodeOf = ({ result }: Delegation): number => (result?.status === "completed" ? 0 : result?.status === "needs_input" ? 4 : 1);
