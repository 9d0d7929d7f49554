import type { JobDefinition, JobRunRecord } from "./contract.ts";
import type { StoredJob } from "./stored-job.ts";
import type { Telling } from "./stored-telling.ts";

/** Failures in a row after which the owner is told. */
export const alertAfter = ({ priority }: Pick<JobDefinition, "priority">): number => (priority === "critical" || priority === "high" ? 2 : 3);

const failed = ({ state }: Pick<JobRunRecord, "state">) => state === "failed" || state === "timeout";

/** What the end of a run makes of what is known of its job. Skipped and cancelled runs say nothing about whether it works. */
export function planEnd(
  job: StoredJob,
  definition: Pick<JobDefinition, "name" | "priority" | "notify"> | undefined,
  run: JobRunRecord,
  { said = "", now, watched = false }: { readonly said?: string | undefined; readonly now: number; readonly watched?: boolean },
): { readonly job: StoredJob; readonly tellings: readonly Telling[] } {
  const { id, state, dueAt, endedAt, skip, why } = run;
  const last = { id, state, dueAt, ...(endedAt !== undefined && { endedAt }), ...(skip && { skip }), ...(why !== undefined && { why }) };
  const { alerted, ...rest } = job;
  const kept = { ...job, last };
  if (state === "skipped" || state === "cancelled") return { job: kept, tellings: [] };

  const notify = definition?.notify ?? "never";
  const name = definition?.name ?? run.job;
  const base = { job: run.job, at: now, urgent: false };
  const tellings: Telling[] = [];
  const tell = (kind: Telling["kind"], title: string, text: string, more: Partial<Telling> = {}) => {
    if (kind !== "result" || !watched) tellings.push({ ...base, key: `job:${id}:${kind}`, kind, title, text, ...more });
  };

  if (!failed(run)) {
    if (alerted !== undefined && notify !== "never")
      tell("recovery", `The job "${name}" works again`, `It had failed ${times(job.failures)} in a row; its run of ${instant(dueAt)} succeeded.`, {
        ends: `job:${alerted}:alert`,
      });
    const text = said !== "" ? said : notify === "always" ? "It ran, and had nothing to say." : "";
    if ((notify === "auto" || notify === "always") && text !== "") tell("result", name, text);
    return { job: { ...rest, failures: 0, last }, tellings };
  }

  const failures = job.failures + 1;
  const because = why ?? "It failed.";
  const shows = `\`instar job history ${run.job}\` shows its runs.`;
  if (alerted === undefined && failures >= alertAfter(definition ?? { priority: run.priority }) && notify !== "never") {
    tell("alert", `The job "${name}" failed ${times(failures)} in a row`, `${because} ${shows} It goes on trying; you are told once when it works again.`, {
      urgent: run.priority === "critical",
    });
    return { job: { ...kept, failures, alerted: id }, tellings };
  }
  if (notify === "always") tell("result", name, `It failed. ${because} ${shows}`);
  return { job: { ...kept, failures }, tellings };
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
const instant = (ms: number) => new Date(ms).toISOString().replace(/\.000Z$/, "Z");
