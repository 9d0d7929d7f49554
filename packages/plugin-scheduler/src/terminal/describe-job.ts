import type { JobDetail, JobProblem, JobView } from "../contract.ts";
import { describeSchedule } from "../plan/describe-schedule.ts";
import { stateText } from "./describe-run.ts";
import { momentAndSpan, momentText, relativeText, spanText } from "./time-text.ts";

const standing = ({ enabled, paused, running, queued }: JobView): string =>
  [enabled ? "" : "off", paused ? "paused" : "", running ? "running" : "", queued > 0 ? `${queued} queued` : ""].filter((word) => word !== "").join(", ");

const lastText = ({ last, failures }: JobView, now: number): string =>
  last === undefined ? "" : `${stateText(last)} ${relativeText(last.endedAt ?? last.dueAt, now)}${failures > 1 ? `, ${failures} failures in a row` : ""}`;

/** One row of a list. */
export const jobRow = (job: JobView, now: number) => ({
  job: job.slug,
  when: describeSchedule(job.schedule, job.timezone),
  next: job.next === undefined ? standing(job) || noneLeft(job) : [momentAndSpan(job.next, now), standing(job)].filter((word) => word !== "").join(", "),
  last: lastText(job, now),
});

/** The same in one line. */
export function describeJobLine(job: JobView, now: number): string {
  const { when, next, last } = jobRow(job, now);
  return `${job.slug}: ${when}; ${job.next === undefined ? next : `next ${next}`}${last === "" ? "" : `; last ${last}`}`;
}

/** `.instar/jobs/backup.md:4: "tomorow" is not a day. Did you mean tomorrow?` */
export const problemText = ({ path, line, text, hint }: JobProblem): string =>
  `${path}${line === undefined ? "" : `:${line}`}: ${text}${hint === undefined ? "" : ` ${hint}`}`;

const missedWords = { skip: "what was missed is left out", once: "of what was missed the latest runs", all: "all that was missed runs" } as const;
const overlapWords = { skip: "never beside itself", queue: "waits for its former run" } as const;
const notifyWords = {
  auto: "you are told when there is something to say",
  always: "you are told of each run",
  failures: "you are told of failures",
  never: "you are told nothing",
} as const;

/** For a job that is on and has no next moment. */
const noneLeft = ({ schedule }: Pick<JobView, "schedule">): string => (schedule.kind === "at" ? "never: its moment is over" : "never: there is no such date");

const works: Readonly<Record<"prompt" | "script" | "skill", string>> = { prompt: "prompt", script: "command", skill: "skill" };

/** The first lines, and how many there are besides. */
function beginningOf(text: string, most: number, slug: string): string {
  const lines = text.split("\n");
  return lines.length <= most + 1 ? text : [...lines.slice(0, most), `… ${lines.length - most} more lines: instar job show ${slug}`].join("\n");
}

/** An agent's words must not pass for lines of ours. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** A job for people; of its text at most so many lines. */
export function describeJob(job: JobDetail, now: number, mostLines = Number.POSITIVE_INFINITY): string {
  const { execute, grounding, trend, upcoming, origin } = job;
  const args = execute?.args === undefined ? "" : ` ${execute.args.map((arg) => JSON.stringify(arg)).join(" ")}`;
  const line = (label: string, value: string | undefined) =>
    value === undefined || value === "" ? [] : [`${`${label}:`.padEnd(11)}${value.replaceAll("\n", `\n${" ".repeat(11)}`)}`];
  const rules = [
    `priority ${job.priority}`,
    `at most ${spanText(job.timeoutMs)}`,
    missedWords[job.missed],
    overlapWords[job.overlap],
    ...(job.jitterMs > 0 ? [`begins up to ${spanText(job.jitterMs)} later`] : []),
    notifyWords[job.notify],
    ...(job.maxCostUsd === undefined ? [] : [`at most $${job.maxCostUsd}`]),
    ...(job.model === undefined ? [] : [`model ${job.model}`]),
  ];
  const past =
    trend.runs === 0
      ? "nothing has run yet"
      : [
          `${trend.runs} ${trend.runs === 1 ? "run" : "runs"}`,
          trend.averageMs === undefined ? "" : `${spanText(trend.averageMs)} on average`,
          trend.skippedShare > 0 ? `${Math.round(trend.skippedShare * 100)} % skipped` : "",
        ]
          .filter((word) => word !== "")
          .join(", ");
  return [
    job.name === job.slug ? job.slug : `${job.slug}: ${oneLine(job.name)}`,
    ...(job.description === undefined ? [] : [oneLine(job.description)]),
    ...line("when", job.when),
    ...line("state", standing(job) || "on"),
    ...line(
      execute === undefined ? "code" : works[execute.type],
      execute === undefined
        ? `of the plugin ${origin.kind === "code" ? origin.plugin : ""}`
        : `${beginningOf(execute.value.trim(), mostLines, job.slug)}${args}`,
    ),
    ...line("gate", job.gate),
    ...line("files", grounding?.contextFiles.join(", ")),
    ...line("rules", rules.join(", ")),
    ...line("topic", job.topic === undefined ? undefined : oneLine(job.topic)),
    ...line("tags", job.tags.join(", ")),
    ...line("from", origin.kind === "file" ? origin.path : undefined),
    ...line("made by", job.agent === undefined ? undefined : `the agent of ${job.agent}`),
    ...line("last", job.last === undefined ? undefined : [lastText(job, now), job.last.why].filter(Boolean).join("\n")),
    ...line("so far", past),
    ...line(
      "next",
      upcoming.length === 0
        ? job.enabled
          ? noneLeft(job)
          : "never: it is off"
        : upcoming.map((at) => `${momentText(at)} (${relativeText(at, now)})`).join("\n"),
    ),
    ...line("notes", job.handoffNotes?.notes),
    ...job.problems.map((problem) => `${problemText(problem)} The last good version goes on.`),
  ].join("\n");
}
