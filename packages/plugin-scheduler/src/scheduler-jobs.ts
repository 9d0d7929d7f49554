import type { Contribution, Logger } from "@instar/kernel";
import type { Job } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";
import type { JobDefinition, JobProblem } from "./contract.ts";
import { definitionOfCode } from "./definition-of-code.ts";
import { SchedulerError } from "./errors.ts";
import type { JobFolder } from "./files/job-folder.ts";
import type { Plan } from "./plan/plan.ts";
import { planFor } from "./plan/plan-for.ts";
import type { Zones } from "./plan/zones.ts";

/** A job that holds now. */
export interface HeldJob {
  readonly definition: JobDefinition;
  readonly plan: Plan;
  /** The schedule and whether it is on, for telling that it was changed. */
  readonly planKey: string;
  /** Of a job in code. */
  readonly code?: Job;
}

/** The jobs that hold now, from files and from plugins. */
export interface SchedulerJobs {
  get(slug: string): HeldJob | undefined;
  /** Rejects with SCHEDULER_UNKNOWN_JOB, naming the nearest one. */
  find(slug: string): HeldJob;
  all(): ReadonlyMap<string, HeldJob>;
  /** Of jobs in code, and of files whose name a job in code has. */
  problems(): readonly JobProblem[];
  /** Looks at what is there now; what differs since the last look. */
  refresh(): { readonly changed: readonly string[]; readonly removed: readonly HeldJob[] };
}

export interface SchedulerJobsParts {
  readonly folder: Pick<JobFolder, "jobs">;
  readonly code: Iterable<Contribution<Job>>;
  readonly zones: Zones;
  readonly timezone: string;
  /** The owner's choice for a job in code. */
  readonly chosen: (slug: string) => boolean | undefined;
  readonly log: Logger;
}

/** What tells one plan from another; `off`: there is none. */
const planKeyOf = ({ enabled, origin, schedule, timezone }: JobDefinition): string =>
  enabled ? JSON.stringify([origin.kind, schedule, schedule.kind === "cron" ? timezone : ""]) : "off";

export function createSchedulerJobs({ folder, code, zones, timezone, chosen, log }: SchedulerJobsParts): SchedulerJobs {
  let held = new Map<string, HeldJob>();
  let problems: readonly JobProblem[] = [];
  const warned = new Set<string>();
  /** What was made of a job in code: thousands of them are not read anew for each change of a file. */
  const read = new WeakMap<Job, { readonly enabled: boolean | undefined; readonly made: ReturnType<typeof definitionOfCode> }>();

  /** Any property of what a plugin contributes may throw: that is its problem, and no other job's. */
  function definitionOf(plugin: string, job: Job): { readonly id: string; readonly made: ReturnType<typeof definitionOfCode> } {
    let id = "(without an id)";
    try {
      id = String(job?.id);
      const enabled = chosen(id);
      const former = read.get(job);
      if (former && former.enabled === enabled) return { id, made: former.made };
      const made = definitionOfCode(plugin, job, { timezone, zones, enabled });
      if ("definition" in made) read.set(job, { enabled, made });
      return { id, made };
    } catch (error) {
      return { id, made: { problem: `it could not be read: ${error instanceof Error ? error.message : "it throws what is no error."}` } };
    }
  }

  function hold(definition: JobDefinition, job?: Job): HeldJob {
    const former = held.get(definition.slug);
    if (former?.definition === definition && former.code === job) return former;
    return {
      definition,
      plan: planFor(definition.schedule, definition.timezone, zones),
      planKey: planKeyOf(definition),
      ...(job && { code: job }),
    };
  }

  function look(): { readonly next: Map<string, HeldJob>; readonly found: readonly JobProblem[] } {
    const next = new Map<string, HeldJob>();
    const found: JobProblem[] = [];
    const refuse = (path: string, error: { readonly message: string; readonly hint?: string }) =>
      found.push({ path, text: error.message, ...(error.hint !== undefined && { hint: error.hint }) });
    for (const { plugin, value } of code) {
      const { id, made } = definitionOf(plugin, value);
      const first = next.get(id)?.definition.origin;
      if (first?.kind === "code") refuse(`plugin ${plugin}`, SchedulerError.SLUG_TAKEN(id, `the plugin ${first.plugin}`));
      else if ("problem" in made) refuse(`plugin ${plugin}`, SchedulerError.CODE_JOB_MALFORMED(id, made.problem));
      else next.set(id, hold(sameAs(held.get(id)?.definition, made.definition), value));
    }
    for (const [slug, definition] of folder.jobs()) {
      // A job in code wins: its history hangs on its name, and a file that an agent may write must not take its place.
      const taken = next.get(slug)?.definition.origin;
      if (taken?.kind === "code")
        refuse(definition.origin.kind === "file" ? definition.origin.path : slug, SchedulerError.SLUG_TAKEN(slug, `the plugin ${taken.plugin}`));
      else next.set(slug, hold(definition));
    }
    return { next, found };
  }

  return {
    get: (slug) => held.get(slug),
    find(slug) {
      const found = held.get(slug);
      if (found === undefined) throw SchedulerError.UNKNOWN_JOB(String(slug), nearest(String(slug), held.keys()));
      return found;
    },
    all: () => held,
    problems: () => problems,
    refresh() {
      const former = held;
      const { next, found } = look();
      held = next;
      problems = found;
      for (const { path, text, hint } of found) {
        if (warned.has(path + text)) continue;
        warned.add(path + text);
        log.warn("A job does not run.", { where: path, text, hint });
      }
      return {
        changed: [...next].filter(([slug, job]) => former.get(slug) !== job).map(([slug]) => slug),
        removed: [...former.values()].filter(({ definition }) => !next.has(definition.slug)),
      };
    },
  };
}

/** The former one when nothing differs, so that nobody plans anew. */
function sameAs(former: JobDefinition | undefined, definition: JobDefinition): JobDefinition {
  if (former === undefined || former === definition) return definition;
  return JSON.stringify(former) === JSON.stringify(definition) ? former : definition;
}
