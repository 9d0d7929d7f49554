import type { Job } from "@instar/kernel/contracts";
import { type JobDefinition, jobPriorities } from "./contract.ts";
import { isSlug, topicName } from "./files/definition-from-fields.ts";
import { checkTimezone } from "./plan/check-timezone.ts";
import { contributed } from "./plan/contributed.ts";
import type { Zones } from "./plan/zones.ts";

const dayMs = 86_400_000;

const isMs = (value: unknown, least: number, most: number) =>
  value === undefined || (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most);
const isOneOf = (value: unknown, known: readonly string[]) => value === undefined || known.includes(value as string);

/** What is wrong with what a plugin contributed: it comes from JavaScript as well, so nothing is believed. */
function problemOf(job: Job): string | undefined {
  if (typeof job !== "object" || job === null || typeof job.id !== "string" || !isSlug(job.id)) return "its id is not 1 to 100 letters, digits, - and _.";
  if (typeof job.run !== "function") return "it has no function `run`.";
  if (!isMs(job.timeoutMs, 1, 7 * dayMs)) return `its timeoutMs is ${String(job.timeoutMs)}, and not 1 to ${7 * dayMs}.`;
  if (!isMs(job.jitterMs, 0, dayMs)) return `its jitterMs is ${String(job.jitterMs)}, and not 0 to ${dayMs}.`;
  if (!isOneOf(job.overlap, ["skip", "queue"])) return `its overlap is ${String(job.overlap)}, and not skip or queue.`;
  if (!isOneOf(job.missed, ["skip", "once", "all"])) return `its missed is ${String(job.missed)}, and not skip, once or all.`;
  if (!isOneOf(job.priority, jobPriorities)) return `its priority is ${String(job.priority)}, and not ${jobPriorities.join(", ")}.`;
  if (job.topic !== undefined && typeof job.topic !== "boolean" && (typeof job.topic !== "string" || job.topic.trim() === "" || job.topic.length > 100))
    return "its topic is neither true nor a name of 1 to 100 characters.";
  const { schedule } = job;
  const isSchedule = typeof schedule === "string" || (typeof schedule === "object" && schedule !== null && ("everyMs" in schedule || "at" in schedule));
  return isSchedule ? undefined : "its schedule is no text, { everyMs } or { at }.";
}

/** A job in code with all its defaults, or why it can't run. */
export function definitionOfCode(
  plugin: string,
  job: Job,
  { timezone, zones, enabled }: { readonly timezone: string; readonly zones: Zones; readonly enabled: boolean | undefined },
): { readonly definition: JobDefinition } | { readonly problem: string } {
  const problem = problemOf(job);
  if (problem !== undefined) return { problem };
  const zone = job.timezone === undefined ? { timezone } : checkTimezone(job.timezone, zones);
  if (zone.timezone === undefined) return { problem: `${zone.problem} ${zone.hint}` };
  const checked = contributed(job.schedule, zone.timezone, zones);
  if ("problem" in checked) return { problem: `${checked.problem}${checked.hint === undefined ? "" : ` ${checked.hint}`}` };
  const topic = topicName(job.topic, job.id);
  return {
    definition: {
      slug: job.id,
      name: job.id,
      ...(job.description !== undefined && { description: String(job.description) }),
      schedule: checked.schedule,
      timezone: zone.timezone,
      priority: job.priority ?? "normal",
      enabled: enabled ?? job.enabled ?? true,
      timeoutMs: job.timeoutMs ?? 600_000,
      missed: job.missed ?? "once",
      overlap: job.overlap ?? "skip",
      jitterMs: job.jitterMs ?? 0,
      tags: [...(job.tags ?? [])].map(String),
      notify: "failures",
      ...(topic !== undefined && { topic }),
      handoff: false,
      origin: { kind: "code", plugin },
    },
  };
}
