import { nearest } from "@instar/kernel/nearest";
import type { JobDefinition, JobExecute, JobFields, JobProblem } from "../contract.ts";
import { checkSchedule } from "../plan/check-schedule.ts";
import { checkTimezone } from "../plan/check-timezone.ts";
import type { Zones } from "../plan/zones.ts";
import { type FieldParams, fieldHints, fieldNames, innerNames, jobFields, type ParsedFields } from "./job-fields.ts";

/** What holds for a job that says nothing else. */
export interface JobDefaults {
  /** IANA name. */
  readonly timezone: string;
  /** What is known of zones already, for reading thousands of files. */
  readonly zones?: Zones;
}

/** Where fields come from, for problems. */
export interface FieldSource {
  /** Of the file, as people know it: `.instar/jobs/backup.md`. */
  readonly path: string;
  readonly lineOf?: (path: readonly PropertyKey[]) => number | undefined;
}

export interface ReadJob {
  /** Absent when there is any problem. */
  readonly definition?: JobDefinition;
  readonly problems: readonly JobProblem[];
}

const slugPattern = /^[A-Za-z0-9_-]{1,100}$/;
export const isSlug = (slug: string): boolean => slugPattern.test(slug);

const defaultTimeoutMs = 600_000;

/** A job of plain fields as in front matter, with every problem that they have. `body`: the prompt or the script where `execute` has no value. */
export function definitionFromFields(slug: string, fields: JobFields, body: string, source: FieldSource, defaults: JobDefaults): ReadJob {
  const problems: JobProblem[] = [];
  const report = (at: readonly PropertyKey[], text: string, hint?: string) => {
    const line = source.lineOf?.(at);
    const field = at.map(String).join(".");
    problems.push({
      path: source.path,
      ...(line === undefined ? {} : { line }),
      ...(field === "" ? {} : { field }),
      text,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  if (!isSlug(slug)) report([], `${JSON.stringify(slug)} can't be a job's name.`, "A name has 1 to 100 letters, digits, _ and -.");
  const given = typeof fields.execute === "string" ? { ...fields, execute: { type: fields.execute } } : fields;
  const parsed = jobFields.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) report([...issue.path, key], ...strangeKey(issue.path, key));
    else if (issue.path[0] === "schedule" && fields.schedule === undefined) report(["schedule"], "It has no schedule.", fieldHints.schedule);
    else {
      const { hint } = ((issue as { params?: FieldParams }).params ?? {}) as FieldParams;
      report(issue.path, issue.message.replaceAll("{field}", issue.path.map(String).join(".")), hint ?? fieldHints[String(issue.path[0])]);
    }
  }
  const partial = (parsed.data ?? given) as Partial<ParsedFields>;
  const timezone = checkedTimezone(partial.timezone, defaults, report);
  const schedule = checkedSchedule(partial.schedule, timezone ?? defaults.timezone, defaults, report);
  if (parsed.data === undefined) return { problems: problems.sort(byLine) };
  const { data } = parsed;
  const execute = executeOf(data, body, report);
  if (data.timeout !== undefined && data.expectedDurationMinutes !== undefined)
    report(["expectedDurationMinutes"], "timeout and expectedDurationMinutes both say how long a run may take.", "Keep timeout.");
  if (problems.length > 0 || schedule === undefined || timezone === undefined || execute === undefined) return { problems: problems.sort(byLine) };
  const timeoutMs = data.timeout ?? (data.expectedDurationMinutes === undefined ? defaultTimeoutMs : Math.round(data.expectedDurationMinutes * 60_000));
  const { grounding } = data;
  const definition: JobDefinition = {
    slug,
    name: data.name ?? slug,
    ...present({ description: data.description, model: data.model, gate: data.gate, maxCostUsd: data.maxCost, agent: data.agent }),
    schedule,
    timezone,
    priority: data.priority ?? "normal",
    enabled: data.enabled ?? true,
    execute,
    timeoutMs,
    missed: data.missed ?? "once",
    overlap: data.overlap ?? "skip",
    jitterMs: data.jitter ?? 0,
    tags: [...new Set(data.tags)],
    notify: data.notify ?? "auto",
    ...present({ topic: topicName(data.topic, data.name ?? slug) }),
    ...(grounding === undefined ? {} : { grounding: { contextFiles: grounding.contextFiles ?? [], questions: grounding.questions ?? [] } }),
    handoff: data.handoff ?? execute.type !== "script",
    origin: { kind: "file", path: source.path },
  };
  return { definition, problems };
}

/** True means the job's own name. */
export const topicName = (topic: boolean | string | undefined, name: string): string | undefined => (topic === true ? name : topic || undefined);

const byLine = (one: JobProblem, other: JobProblem) => (one.line ?? 0) - (other.line ?? 0);

type Report = (at: readonly PropertyKey[], text: string, hint?: string) => void;

/** The fields that have a value. */
function present<Fields extends Record<string, unknown>>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

function strangeKey(path: readonly PropertyKey[], key: string): readonly [text: string, hint: string] {
  const outer = String(path[0] ?? "");
  const known = outer === "" ? fieldNames : (innerNames[outer] ?? []);
  if (outer === "" && key === "slug") return ["slug is not a field of a job.", "The file's name is the slug: take the line out, or rename the file."];
  const home = outer === "" ? Object.keys(innerNames).find((name) => innerNames[name]?.includes(key)) : undefined;
  if (home !== undefined) return [`${key} is not a field of a job.`, `It stands below ${home}, indented by two spaces.`];
  const meant = nearest(key, known);
  const hint = meant === undefined ? `The fields are ${known.join(", ")}.` : `Did you mean ${meant}?`;
  return [`${key} is not a field of ${outer === "" ? "a job" : outer}.`, hint];
}

function checkedTimezone(timezone: unknown, defaults: JobDefaults, report: Report): string | undefined {
  if (typeof timezone !== "string" || timezone.trim() === "") return defaults.timezone;
  const found = checkTimezone(timezone.trim(), defaults.zones);
  if (found.problem === undefined) return found.timezone;
  report(["timezone"], found.problem, found.hint);
  return undefined;
}

function checkedSchedule(schedule: unknown, timezone: string, defaults: JobDefaults, report: Report) {
  if (typeof schedule !== "string" || schedule.trim() === "") return undefined;
  const found = checkSchedule(schedule.trim(), timezone, defaults.zones);
  if (found.problem !== undefined) report(["schedule"], found.problem, found.hint);
  return found.schedule;
}

function executeOf({ execute }: ParsedFields, body: string, report: Report): JobExecute | undefined {
  const type = execute?.type ?? "prompt";
  const written = body.trim();
  const value = execute?.value ?? (type === "skill" ? undefined : written);
  if (value === undefined || value === "")
    report(
      ["execute"],
      `It has no ${type}.`,
      type === "skill" ? "Write the skill's name as execute.value." : `Write the ${type} below the front matter, or as execute.value.`,
    );
  else if (execute?.value !== undefined && written !== "")
    report(["execute", "value"], `execute.value and the text below the front matter both say what to do.`, "Keep one of them.");
  else if (type === "skill" && !/^[a-z0-9][a-z0-9:_-]{0,127}$/i.test(value))
    report(["execute", "value"], `${JSON.stringify(value)} can't be a skill's name.`, "Write its name alone; what it is told goes into execute.args.");
  else return { type, value, ...(execute?.args === undefined || execute.args.length === 0 ? {} : { args: execute.args }) };
  return undefined;
}
