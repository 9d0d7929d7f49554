import type { JobRunRecord, SkipReason } from "../contract.ts";
import { momentText, relativeText, spanText } from "./time-text.ts";

const skipped: Readonly<Record<SkipReason, string>> = {
  paused: "the job was paused",
  missed: "nobody was there at its time",
  "already-running": "its former run went on",
  capacity: "too many of its runs wait",
  gate: "its gate said no",
  "gate-timeout": "its gate took too long",
  "gate-failed": "its gate failed",
  quota: "held back by the budget",
  denied: "it was denied",
  changed: "the job was changed",
  expired: "it waited for a day",
};

/** In a word or two: `succeeded`, `skipped: its gate said no`. */
export const stateText = ({ state, skip }: { readonly state: JobRunRecord["state"]; readonly skip?: SkipReason | undefined }): string =>
  state === "skipped" && skip !== undefined ? `skipped: ${skipped[skip]}` : state;

const costText = (costUsd: number): string => (costUsd === 0 ? "" : `$${costUsd.toFixed(costUsd < 0.1 ? 4 : 2)}`);

const tookText = ({ startedAt, endedAt }: JobRunRecord): string =>
  startedAt === undefined || endedAt === undefined ? "" : `took ${spanText(endedAt - startedAt)}`;

/** One row of a history. */
export const runRow = (run: JobRunRecord) => ({
  due: momentText(run.dueAt),
  job: run.job,
  result: `${stateText(run)}${run.covers === undefined ? "" : ` (${run.covers.count} times)`}`,
  took: tookText(run).replace("took ", ""),
  cost: costText(run.costUsd),
  why: run.state === "skipped" && run.skip !== "denied" && run.skip !== "quota" ? "" : (run.why ?? "").replaceAll(/\s+/g, " ").slice(0, 100),
});

/** A run with its output; `isShown`: that was shown while it came. */
export function describeRun(run: JobRunRecord, now: number, isShown = false): string {
  const facts = [
    `due ${momentText(run.dueAt)} (${relativeText(run.dueAt, now)})`,
    run.attempt > 1 ? `attempt ${run.attempt}` : "",
    tookText(run),
    costText(run.costUsd),
  ];
  const waits =
    run.state === "queued" && run.notBefore !== undefined && run.notBefore > now ? [`It begins ${relativeText(run.notBefore, now)} at the earliest.`] : [];
  const output = isShown ? "" : (run.output?.trim() ?? "");
  return [
    `${run.job}: ${stateText(run)}, ${facts.filter((fact) => fact !== "").join(", ")}  [${run.id}]`,
    ...waits,
    ...(run.why === undefined ? [] : [run.why]),
    ...(output === "" ? [] : ["", output]),
  ].join("\n");
}

/** 1 for what ended in any other way than well; 0 for what goes on, too. */
export const exitCodeOf = ({ state }: Pick<JobRunRecord, "state">): number => (state === "succeeded" || state === "queued" || state === "running" ? 0 : 1);
